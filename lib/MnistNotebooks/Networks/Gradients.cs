using MathNet.Numerics.LinearAlgebra;

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
    /// <param name="rule">The exact rule by default; by the tutorial's, what comes out below the last layer are not the slopes of the loss.</param>
    /// <exception cref="ArgumentException">Shapes don't fit, the loss does not fit the last layer, or λ is negative.</exception>
    public static Gradients Of(Network network, Matrix<double> inputs, Matrix<double> targets, Loss loss, double l2 = 0, BackwardRule rule = BackwardRule.Gradient)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(loss);
        TrainingOptions.CheckL2(l2, nameof(l2));
        if (loss.Misfit(network.Layers[^1].Activation) is string misfit)
            throw new ArgumentException(misfit, nameof(loss));
        if (targets.RowCount != network.Outputs || targets.ColumnCount != inputs.ColumnCount)
            throw new ArgumentException($"The network has {network.Outputs} outputs and the inputs {inputs.ColumnCount} columns, but the targets are {targets.RowCount}×{targets.ColumnCount}.", nameof(targets));

        ForwardPass[] forward = [.. inputs.EnumerateColumns().Select(network.Forward)];
        Vector<double>[][] deltas = [.. forward.Select((pass, record) => Deltas(network, pass, targets.Column(record), loss, rule))];
        var layers = new LayerGradients[network.Layers.Count];
        for (int i = 0; i < layers.Length; i++)
        {
            // [outputs × records] · [inputs × records]ᵀ adds up delta · inputᵀ over the records.
            Layer layer = network.Layers[i];
            Matrix<double> ofRecords = Matrix<double>.Build.DenseOfColumnVectors(deltas.Select(record => record[i]));
            Matrix<double> seen = Matrix<double>.Build.DenseOfColumnVectors(forward.Select(pass => pass.InputsOf(i)));
            layers[i] = new(
                -ofRecords.TransposeAndMultiply(seen) / forward.Length + 2 * l2 * layer.Weights,
                layer.Biases is null ? null : -ofRecords.RowSums() / forward.Length);
        }
        double mean = forward.Select((pass, record) => loss.Value(pass.Layers[^1], targets.Column(record))).Average();
        return new(mean + Penalty(network, l2), layers, forward);
    }

    /// <summary>λ · Σ w² over the weights of all layers.</summary>
    public static double Penalty(Network network, double l2)
    {
        ArgumentNullException.ThrowIfNull(network);
        return l2 == 0 ? 0 : l2 * network.Layers.Sum(layer => Math.Pow(layer.Weights.FrobeniusNorm(), 2));
    }

    /// <summary>One record's negative slopes at the pre-activations of every layer.</summary>
    private static Vector<double>[] Deltas(Network network, ForwardPass forward, Vector<double> targets, Loss loss, BackwardRule rule)
    {
        var deltas = new Vector<double>[network.Layers.Count];
        Vector<double> errors = loss.Errors(forward.Outputs, targets);
        deltas[^1] = loss.Deltas(network.Layers[^1].Activation, forward.Layers[^1], targets);
        for (int i = deltas.Length - 2; i >= 0; i--)
        {
            errors = network.Layers[i + 1].Weights.TransposeThisAndMultiply(rule == BackwardRule.Tutorial ? errors : deltas[i + 1]);
            deltas[i] = network.Layers[i].Activation.PullBack(errors, forward.Layers[i].PreActivations, forward.Layers[i].Activations);
        }
        return deltas;
    }
}

/// <summary>The slopes of the loss at one layer's parameters.</summary>
/// <param name="Weights">[outputs × inputs] as the weights.</param>
/// <param name="Biases">One per node, or null for a layer without biases.</param>
public sealed record LayerGradients(Matrix<double> Weights, Vector<double>? Biases);
