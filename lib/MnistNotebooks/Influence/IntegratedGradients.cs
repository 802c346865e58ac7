using MnistNotebooks.Influence.Gradients;
using MnistNotebooks.Influence.Variants;

namespace MnistNotebooks.Influence;

/// <summary>
/// Integrated gradients (Sundararajan, Taly and Yan 2017): the mean gradient on the straight path from the baseline to the picture, times
/// how far each input is from the baseline. The shares sum to the target's change. On networks of ReLU and identity layers the path is
/// split where a node switches, and the result is exact; elsewhere the integral is taken by Gauss-Legendre points.
/// </summary>
public sealed record IntegratedGradients : GradientMethod
{
    /// <summary>Gauss-Legendre points on the path, or on each of its parts when ReLU layers bend it: at least 1, 50 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Points
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Integrated gradients need at least 1 point.");
    } = 50;

    /// <inheritdoc/>
    public override string Name => "integrated gradients";

    private protected override double[] Slopes(Comparison comparison, Target target)
    {
        var path = new StraightPath(comparison);
        // One point gives the gradient of a linear part.
        return path.MeanGradient(target, path.Bends(), path.IsPiecewiseLinear(target) ? 1 : Points);
    }
}
