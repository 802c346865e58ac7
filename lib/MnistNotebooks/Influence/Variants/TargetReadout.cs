namespace MnistNotebooks.Influence.Variants;

/// <summary>Reads one target.</summary>
internal sealed class TargetReadout(PackedNetwork network, Target target) : Readout(network)
{
    private readonly (int Offset, double Factor)[] _terms = [.. target.Terms.Select(term => (network.Offset(term.Node), term.Factor))];

    public override IReadOnlyList<Target> Targets { get; } = [target];

    public override void Read(ReadOnlySpan<double> row, Span<double> values)
    {
        values[0] = 0;
        foreach ((int offset, double factor) in _terms)
            values[0] += factor * row[offset];
    }
}
