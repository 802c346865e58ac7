using MnistNotebooks.Influence.Variants;

namespace MnistNotebooks.Influence;

/// <summary>
/// One pixel over the baseline: each input alone is moved from the baseline to the picture, and its influence is how far the target moves.
/// Exact for the first layer's pre-activations. From the first activation on pixels act together, which this method misses; how much it
/// misses is
/// the <see cref="Attribution.Gap"/>.
/// </summary>
public sealed record OnePixel : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "one pixel over the baseline";

    private protected override Estimate EstimateFor(Comparison comparison, Readout readout, int picture) =>
        Alone.Added(comparison, readout, new(comparison));
}
