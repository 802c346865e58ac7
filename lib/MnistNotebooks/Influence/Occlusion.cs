using MnistNotebooks.Influence.Variants;

namespace MnistNotebooks.Influence;

/// <summary>
/// Occlusion (Zeiler and Fergus 2014): each input, or tile of inputs, alone is covered with the baseline, and its share is how far
/// the target falls.
/// </summary>
public sealed record Occlusion : AttributionMethod
{
    /// <summary>
    /// What is covered together; every input on its own when null, the default. The share of a tile is divided equally among its inputs.
    /// </summary>
    public Tiles? Tiles { get; init; }

    /// <inheritdoc/>
    public override string Name => "occlusion";

    private protected override Estimate EstimateFor(Comparison comparison, Readout readout, int picture)
    {
        Arguments.Check(comparison.Network.Network, Tiles);
        return Alone.Taken(comparison, readout, new(comparison, Tiles));
    }
}
