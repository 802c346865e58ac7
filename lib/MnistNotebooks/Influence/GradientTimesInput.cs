using MnistNotebooks.Influence.Gradients;
using MnistNotebooks.Influence.Variants;

namespace MnistNotebooks.Influence;

/// <summary>
/// Gradient × input (Shrikumar et al. 2016): the gradient at the picture, times how far each input is from the baseline. What the target
/// would change by if it went on as steeply as it does at the picture.
/// </summary>
public sealed record GradientTimesInput : GradientMethod
{
    /// <inheritdoc/>
    public override string Name => "gradient × input";

    private protected override double[] Slopes(Comparison comparison, Target target)
    {
        WayBack.AtActivations gradient = WayBack.Gradient(comparison.Network, comparison.Ends);
        return SlopesOnPicture(comparison, target, (layer, slopes) => gradient(layer, 1, slopes));
    }
}
