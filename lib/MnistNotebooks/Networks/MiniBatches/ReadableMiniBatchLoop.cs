using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks.InnerLoop;

namespace MnistNotebooks.Networks.MiniBatches;

/// <summary>Mini-batch training as the formulas read, in double precision: the reference for the fast form, and what trains networks that it can't.</summary>
internal sealed class ReadableMiniBatchLoop(Network network, TrainingOptions options) : IMiniBatchLoop
{
    private readonly OptimizerState[] _weightStates = [.. network.Layers.Select(layer => options.Optimizer.Start(layer.Outputs, layer.Inputs))];
    private readonly OptimizerState[] _biasStates = [.. network.Layers.Select(layer => options.Optimizer.Start(layer.Outputs, 1))];
    private IExamples? _examples;
    private int[] _order = [];

    public bool IsFinite => network.Layers.All(layer =>
        !layer.Weights.Exists(value => !double.IsFinite(value)) && !(layer.Biases?.Exists(value => !double.IsFinite(value)) ?? false));

    public void StartEpoch(IExamples examples, int[] order)
    {
        _examples = examples;
        _order = order;
    }

    public void Train(int start, int count, Func<int, double> rateAt, Tally tally)
    {
        for (int first = start; first < start + count; first += options.BatchSize)
            Step(_order[first..Math.Min(first + options.BatchSize, start + count)], rateAt(first), tally);
    }

    public void WriteBack()
    {
        // The network itself was trained.
    }

    public void Dispose()
    {
        // Nothing is held.
    }

    private void Step(int[] records, double learningRate, Tally tally)
    {
        Gradients gradients = Gradients.Of(
            network,
            Matrix<double>.Build.DenseOfColumnVectors(records.Select(_examples!.InputsOf)),
            Matrix<double>.Build.DenseOfColumnVectors(records.Select(record => options.Loss.TargetsOf(_examples.LabelOf(record), network.Outputs))),
            options.Loss, options.L2, options.Rule);
        for (int i = 0; i < records.Length; i++)
            tally.Count(gradients.Forward[i], _examples.LabelOf(records[i]), options.Loss);
        for (int i = 0; i < network.Layers.Count; i++)
        {
            Layer layer = network.Layers[i];
            layer.Weights.Add(_weightStates[i].Change(gradients.Layers[i].Weights, learningRate), layer.Weights);
            layer.Biases?.Add(_biasStates[i].Change(gradients.Layers[i].Biases!.ToColumnMatrix(), learningRate).Column(0), layer.Biases);
        }
    }
}
