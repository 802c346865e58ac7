using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Influence;

/// <summary>How a target's change from the baseline to a picture is shared out among the inputs.</summary>
/// <param name="Target">What was explained.</param>
/// <param name="Values">One per input: its share. Positive shares push the target up.</param>
/// <param name="BaselineValue">The target on the baseline; with several baselines the mean.</param>
/// <param name="Value">The target on the picture.</param>
/// <param name="StandardErrors">One per input, for methods that draw at random; otherwise null.</param>
public sealed record Attribution(
    Target Target, Vector<double> Values, double BaselineValue, double Value, Vector<double>? StandardErrors = null)
{
    /// <summary>The sum of all shares.</summary>
    public double Sum => Values.Sum();

    /// <summary>The target's true change: its value on the picture minus that on the baseline.</summary>
    public double Change => Value - BaselineValue;

    /// <summary>
    /// The interaction gap: the sum of the shares minus the true change. Zero for complete methods (Shapley values, integrated gradients);
    /// for one pixel at a time it is what the pixels do together and none of them does alone.
    /// </summary>
    public double Gap => Sum - Change;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Target}: {BaselineValue:G6} on the baseline, {Value:G6} on the picture; "
        + $"shares sum to {Sum:G6}, true change {Change:G6}, gap {Gap:G3}");
}
