using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Random;

namespace MnistNotebooks.Influence;

/// <summary>
/// A control: an inked pixel's share is its ink, how far it is from the baseline, without a look at the network. Whatever a method is
/// measured with, it has to do better than this.
/// </summary>
public sealed record InkShares : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "the ink itself (control)";

    private protected override AttributionEstimate Estimate(InputPair pair, TargetReadout readout, int picture)
    {
        Vector<double> ink = pair.Inputs - pair.Baseline;
        return new(Matrix<double>.Build.Dense(readout.Targets.Count, ink.Count, (_, input) => ink[input]));
    }
}

/// <summary>
/// A control: shares of the inked pixels, those that differ from the baseline, drawn from the standard normal distribution without a look
/// at the network.
/// </summary>
public sealed record RandomShares : AttributionMethod
{
    /// <summary>The same seed draws the same shares, 1 by default.</summary>
    public int Seed { get; init; } = 1;

    /// <inheritdoc/>
    public override string Name => "random on the ink (control)";

    private protected override AttributionEstimate Estimate(InputPair pair, TargetReadout readout, int picture)
    {
        var normal = new Normal(new Xoshiro256StarStar(Seed + picture, threadSafe: false));
        Matrix<double> shares = Matrix<double>.Build.Random(readout.Targets.Count, pair.Inputs.Count, normal);
        for (int input = 0; input < pair.Inputs.Count; input++)
        {
            if (pair.Inputs[input] == pair.Baseline[input])
                shares.ClearColumn(input);
        }
        return new(shares);
    }
}
