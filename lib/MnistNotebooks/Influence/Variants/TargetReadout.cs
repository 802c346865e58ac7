using MnistNotebooks.Networks.Bulk;

namespace MnistNotebooks.Influence.Variants;

/// <summary>Reads some targets.</summary>
internal sealed class TargetReadout(PackedNetwork network, params IReadOnlyList<Target> targets) : Readout(network)
{
    private readonly (int Offset, double Factor)[][] _terms =
        [.. targets.Select(target => target.Terms.Select(term => (network.Offset(term.Node), term.Factor)).ToArray())];

    public override IReadOnlyList<Target> Targets => targets;

    public override void Read(ReadOnlySpan<double> row, Span<double> values)
    {
        for (int target = 0; target < _terms.Length; target++)
        {
            values[target] = 0;
            foreach ((int offset, double factor) in _terms[target])
                values[target] += factor * row[offset];
        }
    }
}
