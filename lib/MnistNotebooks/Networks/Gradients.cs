using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;

namespace MnistNotebooks.Networks;

/// <summary>The slopes of a mini-batch's loss at every weight and bias, computed as the formulas read.</summary>
/// <param name="Loss">Mean loss of the records, plus the penalty λ · Σ w² on the weights.</param>
/// <param name="Layers">One per layer, the one next to the inputs first.</param>
/// <param name="Forward">The forward pass of each record.</param>
public sealed record Gradients(double Loss, IReadOnlyList<LayerGradients> Layers, IReadOnlyList<ForwardPass> Forward)
{
    /// <summary>Passes the records of a mini-batch through a network, and back.</summary>
    /// <param name="network">It is not changed.</param>
    /// <param name="inputs">A column per record: [inputs × records].</param>
    /// <param name="targets">A column per record: [outputs × records].</param>
    /// <param name="loss">How wrong the outputs are.</param>
    /// <param name="l2">λ of the penalty, at least 0. Biases are left out of it.</param>
    /// <param name="rule">The exact rule by default; by the tutorial's, what comes out below the last layer are not the slopes of the
    /// loss.</param>
    /// <exception cref="ArgumentException">Shapes don't fit, the loss does not fit the last layer, or λ is negative.</exception>
    public static Gradients Of(
        Network network, Matrix<double> inputs, Matrix<double> targets, Loss loss, double l2 = 0, BackwardRule rule = BackwardRule.Gradient)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(loss);
        TrainingOptions.CheckL2(l2, nameof(l2));
        if (loss.Incompatibility(network.Layers[^1].Activation) is string reason)
            throw new ArgumentException(reason, nameof(loss));
        if (targets.RowCount != network.Outputs || targets.ColumnCount != inputs.ColumnCount)
        {
            throw new ArgumentException(
                $"The network has {network.Outputs} outputs and the inputs {inputs.ColumnCount} columns, "
                + $"but the targets are {targets.RowCount}×{targets.ColumnCount}.", nameof(targets));
        }

        Vector<double>[] wanted = [.. targets.EnumerateColumns()];
        ForwardPass[] forward = [.. inputs.EnumerateColumns().Select(network.Forward)];
        BackwardPass[] backward = [.. forward.Zip(wanted, (pass, target) => network.Backward(pass, target, rule, loss))];
        var layers = new LayerGradients[network.Layers.Count];
        for (int i = 0; i < layers.Length; i++)
        {
            // [outputs × records] · [inputs × records]ᵀ adds up delta · inputᵀ over the records.
            Matrix<double> deltas = Matrix<double>.Build.DenseOfColumnVectors(backward.Select(pass => pass.Layers[i].Deltas));
            Matrix<double> seen = Matrix<double>.Build.DenseOfColumnVectors(backward.Select(pass => pass.Layers[i].Inputs));
            layers[i] = new(
                -deltas.TransposeAndMultiply(seen) / forward.Length + 2 * l2 * network.Layers[i].Weights,
                network.Layers[i].Biases is null ? null : -deltas.RowSums() / forward.Length);
        }
        double mean = forward.Zip(wanted, (pass, target) => loss.Value(pass.Layers[^1], target)).Average();
        return new(mean + Penalty(network, l2), layers, forward);
    }

    /// <summary>Passes digits through a network, and back, with the loss's targets for their labels.</summary>
    /// <inheritdoc cref="Of(Network, Matrix{double}, Matrix{double}, Loss, double, BackwardRule)"/>
    /// <param name="network">It is not changed.</param>
    /// <param name="digits">The mini-batch; at least one record.</param>
    /// <param name="loss">How wrong the outputs are.</param>
    /// <param name="l2">λ of the penalty, at least 0.</param>
    /// <exception cref="ArgumentException">Network and digits don't fit, the loss doesn't fit the last layer, or λ is negative.</exception>
    public static Gradients Of(Network network, DigitSet digits, Loss loss, double l2 = 0)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(digits);
        var examples = Examples.Of(digits, network.Scale);
        examples.CheckFit(network, nameof(digits));
        return Of(network, examples, loss, l2);
    }

    /// <summary>Passes labelled records through a network, and back, with the loss's targets for their labels.</summary>
    /// <inheritdoc cref="Of(Network, Matrix{double}, Matrix{double}, Loss, double, BackwardRule)"/>
    /// <param name="network">It is not changed.</param>
    /// <param name="set">The mini-batch; at least one record.</param>
    /// <param name="loss">How wrong the outputs are.</param>
    /// <param name="l2">λ of the penalty, at least 0.</param>
    /// <exception cref="ArgumentException">Network and set don't fit, the loss does not fit the last layer, or λ is negative.</exception>
    public static Gradients Of(Network network, LabeledSet set, Loss loss, double l2 = 0)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(set);
        var examples = Examples.Of(set);
        examples.CheckFit(network, nameof(set));
        return Of(network, examples, loss, l2);
    }

    private static Gradients Of(Network network, Examples examples, Loss loss, double l2)
    {
        ArgumentNullException.ThrowIfNull(loss);
        var inputs = Enumerable.Range(0, examples.Labels.Count).Select(examples.InputsOf);
        var targets = examples.Labels.Select(label => loss.TargetsOf(label, network.Outputs));
        return Of(network, Matrix<double>.Build.DenseOfColumnVectors(inputs), Matrix<double>.Build.DenseOfColumnVectors(targets), loss, l2);
    }

    /// <summary>λ · Σ w² over the weights of all layers.</summary>
    public static double Penalty(Network network, double l2)
    {
        ArgumentNullException.ThrowIfNull(network);
        return l2 == 0 ? 0 : l2 * network.Layers.Sum(layer => layer.Weights.Enumerate().Sum(weight => weight * weight));
    }
}

/// <summary>The slopes of the loss at one layer's parameters.</summary>
/// <param name="Weights">[outputs × inputs] as the weights.</param>
/// <param name="Biases">One per node, or null for a layer without biases.</param>
public sealed record LayerGradients(Matrix<double> Weights, Vector<double>? Biases);
