using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;
using MnistNotebooks.Networks.Bulk;

namespace MnistNotebooks.Influence;

/// <summary>Measures attribution methods on many digits, on all cores; the result does not depend on how many there are.</summary>
public static class Faithfulness
{
    /// <summary>Explains every digit and measures the shares by deletion, insertion, infidelity and gap.</summary>
    /// <param name="network">The network.</param>
    /// <param name="digits">At least one record.</param>
    /// <param name="method">What is measured.</param>
    /// <param name="baseline">What digits are compared with, and what their pixels are exchanged for.</param>
    /// <param name="target">What to explain of a digit, by its forward pass; by default the activation of the output that wins.</param>
    /// <param name="squares">How many squares of each digit are covered for the infidelity.</param>
    /// <param name="cancellation">Stops between two digits.</param>
    /// <exception cref="ArgumentException">Digits or baseline don't fit the network, or the set is empty.</exception>
    /// <exception cref="OperationCanceledException">The measurement was cancelled.</exception>
    public static FaithfulnessReport Measure(
        Network network, DigitSet digits, AttributionMethod method, Baseline baseline,
        Func<ForwardPass, Target>? target = null, int squares = 200, CancellationToken cancellation = default)
    {
        Arguments.Check(network, digits);
        ArgumentNullException.ThrowIfNull(method);
        target ??= forward => Node.Activation(^1, forward.Predicted);
        var deletions = new PerturbationCurve[digits.Count];
        var insertions = new PerturbationCurve[digits.Count];
        double[] infidelities = new double[digits.Count], gaps = new double[digits.Count];
        AllCores.For(digits.Count, record =>
        {
            Vector<double> inputs = network.InputsOf(digits[record]);
            Attribution attribution = method.Explain(network, inputs, target(network.Forward(inputs)), baseline);
            deletions[record] = PerturbationCurve.Deletion(network, inputs, attribution, baseline);
            insertions[record] = PerturbationCurve.Insertion(network, inputs, attribution, baseline);
            infidelities[record] = Infidelity.Of(network, inputs, attribution, baseline, squares);
            gaps[record] = Math.Abs(attribution.Gap);
        }, cancellation);
        return new(method.Name, digits.Count,
            PerturbationCurve.Mean(deletions), PerturbationCurve.Mean(insertions), infidelities.Average(), gaps.Average());
    }
}
