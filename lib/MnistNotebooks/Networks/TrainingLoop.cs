using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Networks;

/// <summary>The arithmetic of training, behind which it can be readable or fast: the same steps within rounding.</summary>
internal interface ITrainingLoop
{
    /// <summary>Whether no weight or bias has overflowed.</summary>
    bool IsFinite { get; }

    /// <summary>Says what the next epoch's steps are about.</summary>
    /// <param name="examples">Where the records are.</param>
    /// <param name="order">Their numbers, in the order of the epoch.</param>
    void StartEpoch(Examples examples, int[] order);

    /// <summary>
    /// One step after another for <paramref name="count"/> records from place <paramref name="start"/> of the epoch on: whole
    /// mini-batches, and multiples of 32 for mini-batches of one; fewer at the end of the epoch. <paramref name="rateAt"/> tells the
    /// learning rate of the mini-batch that begins at a place; 32 mini-batches of one have the same.
    /// </summary>
    void Train(int start, int count, Func<int, double> rateAt, RunningMetrics metrics);

    /// <summary>Brings the network's weights and biases up to date.</summary>
    void WriteBack();
}

/// <summary>
/// Training as the formulas read, in double precision: the oracle of the fast loop, and what trains networks that it can't.
/// </summary>
internal sealed class ReadableLoop(Network network, TrainingOptions options) : ITrainingLoop
{
    private readonly OptimizerState[] _weights = [.. network.Layers.Select(layer => options.Optimizer.Start(layer.Outputs, layer.Inputs))];
    private readonly OptimizerState[] _biases = [.. network.Layers.Select(layer => options.Optimizer.Start(layer.Outputs, 1))];
    private Examples? _examples;
    private int[] _order = [];

    public bool IsFinite => network.Layers.All(layer => layer.IsFinite);

    public void StartEpoch(Examples examples, int[] order) => (_examples, _order) = (examples, order);

    public void Train(int start, int count, Func<int, double> rateAt, RunningMetrics metrics)
    {
        for (int first = start; first < start + count; first += options.BatchSize)
            Step(_order[first..Math.Min(first + options.BatchSize, start + count)], rateAt(first), metrics);
    }

    public void WriteBack()
    {
        // The network itself was trained.
    }

    private void Step(int[] records, double learningRate, RunningMetrics metrics)
    {
        int LabelOf(int record) => _examples!.Labels[record];
        Matrix<double> inputs = Matrix<double>.Build.DenseOfColumnVectors(records.Select(_examples!.InputsOf));
        Matrix<double> targets =
            Matrix<double>.Build.DenseOfColumnVectors(records.Select(record => options.Loss.TargetsOf(LabelOf(record), network.Outputs)));
        Gradients gradients = Gradients.Of(network, inputs, targets, options.Loss, options.L2, options.Rule);
        for (int i = 0; i < records.Length; i++)
            metrics.Count(gradients.Forward[i], LabelOf(records[i]), options.Loss);
        for (int i = 0; i < network.Layers.Count; i++)
        {
            Layer layer = network.Layers[i];
            layer.Weights.Add(_weights[i].Change(gradients.Layers[i].Weights, learningRate), layer.Weights);
            layer.Biases?.Add(_biases[i].Change(gradients.Layers[i].Biases!.ToColumnMatrix(), learningRate).Column(0), layer.Biases);
        }
    }
}
