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

    public void StartEpoch(IExamples examples, int[] order)
    {
        _examples = examples;
        _order = order;
    }

    public void Step(int start, int count, double learningRate, Tally tally)
    {
        int[] records = _order[start..(start + count)];
        Vector<double>[] targets = [.. records.Select(record => TargetsOf(_examples!, record))];
        Gradients gradients = Gradients.Of(
            network,
            Matrix<double>.Build.DenseOfColumnVectors(records.Select(_examples!.InputsOf)),
            Matrix<double>.Build.DenseOfColumnVectors(targets),
            options.Loss, options.L2, options.Rule);
        for (int i = 0; i < count; i++)
            Count(gradients.Forward[i], targets[i], _examples.LabelOf(records[i]), tally);
        for (int i = 0; i < network.Layers.Count; i++)
        {
            Layer layer = network.Layers[i];
            layer.Weights.Add(_weightStates[i].Change(gradients.Layers[i].Weights, learningRate), layer.Weights);
            layer.Biases?.Add(_biasStates[i].Change(gradients.Layers[i].Biases!.ToColumnMatrix(), learningRate).Column(0), layer.Biases);
        }
    }

    public Tally Judge(IExamples examples, int start, int count)
    {
        var tally = new Tally();
        for (int record = start; record < start + count; record++)
            Count(network.Forward(examples.InputsOf(record)), TargetsOf(examples, record), examples.LabelOf(record), tally);
        return tally;
    }

    public void WriteBack()
    {
        // The network itself was trained.
    }

    public void Dispose()
    {
        // Nothing is held.
    }

    private Vector<double> TargetsOf(IExamples examples, int record) => options.Loss.TargetsOf(examples.LabelOf(record), network.Outputs);

    private void Count(ForwardPass forward, Vector<double> targets, int label, Tally tally)
    {
        Vector<double> errors = targets - forward.Outputs;
        tally.Count(errors.DotProduct(errors), forward.Predicted == label, options.Loss.Value(forward.Layers[^1], targets));
    }
}
