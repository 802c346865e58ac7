using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Random;
using MnistNotebooks.Influence.Variants;

namespace MnistNotebooks.Influence;

/// <summary>
/// A control: shares drawn from the standard normal distribution without a look at the network. Whatever a method is measured with,
/// it has to do better than this.
/// </summary>
public sealed record RandomShares : AttributionMethod
{
    /// <summary>The same seed draws the same shares, 1 by default.</summary>
    public int Seed { get; init; } = 1;

    /// <inheritdoc/>
    public override string Name => "random shares (control)";

    private protected override Estimate EstimateFor(Comparison comparison, Readout readout, int picture) =>
        new(Matrix<double>.Build.Random(
            readout.Targets.Count, comparison.Inputs.Count, new Normal(new Xoshiro256StarStar(Seed + picture, threadSafe: false))));
}
