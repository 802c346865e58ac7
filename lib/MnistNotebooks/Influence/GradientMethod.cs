using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Influence.Gradients;
using MnistNotebooks.Influence.Variants;
using MnistNotebooks.Networks.Bulk;

namespace MnistNotebooks.Influence;

/// <summary>
/// A method that carries the target back to the inputs, and multiplies the slope that arrives at an input with how far the input is
/// from the baseline.
/// </summary>
public abstract record GradientMethod : AttributionMethod
{
    private protected GradientMethod()
    {
    }

    /// <summary>The target's slopes by the first layer's pre-activations.</summary>
    private protected abstract double[] Slopes(Comparison comparison, Target target);

    /// <summary>What the slope at each input is multiplied with.</summary>
    private protected virtual Vector<double> Factors(Comparison comparison) => comparison.Inputs - comparison.Baseline;

    private protected sealed override Estimate EstimateFor(Comparison comparison, Readout readout, int picture)
    {
        Vector<double> factors = Factors(comparison);
        var shares = Matrix<double>.Build.Dense(readout.Targets.Count, factors.Count);
        AllCores.For(readout.Targets.Count, target =>
        {
            double[] slopes = Slopes(comparison, readout.Targets[target]);
            for (int input = 0; input < factors.Count; input++)
            {
                if (factors[input] != 0)
                    shares[target, input] = factors[input] * Rows.Dot(comparison.Network.Pixels[input], slopes);
            }
        });
        return new(shares);
    }

    /// <summary>Slopes by one way back, with the given rule at the activations of each layer.</summary>
    private protected static double[] SlopesOnPicture(Comparison comparison, Target target, RuleAtActivations rule)
    {
        double[] slopes = comparison.Network.Rows(1);
        WayBack.Run(comparison.Network, target, slopes, (layer, row, carried) =>
        {
            if (row == 0)
                rule(layer, carried); // Rows come by fours; the others stay unused.
        });
        return slopes;
    }

    /// <summary>Carries slopes from a layer's activations to its pre-activations, in place.</summary>
    private protected delegate void RuleAtActivations(int layer, Span<double> slopes);
}
