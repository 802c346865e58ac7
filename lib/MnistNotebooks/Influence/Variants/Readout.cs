using MnistNotebooks.Networks.Bulk;

namespace MnistNotebooks.Influence.Variants;

/// <summary>What is read from every variant of a picture: some targets' values.</summary>
internal abstract class Readout(PackedNetwork network)
{
    public PackedNetwork Network => network;

    public abstract IReadOnlyList<Target> Targets { get; }

    /// <summary>Copies the targets' values out of a computed row.</summary>
    public abstract void Read(ReadOnlySpan<double> row, Span<double> values);
}
