using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>
/// Training as the formulas read, in double precision: the reference that <see cref="SparseLoop"/> is held to,
/// and what trains a network that it can't.
/// </summary>
internal sealed class ReadableLoop(Network network, DigitSet digits, TrainingOptions options) : ITrainingLoop
{
    private readonly Network _trained = network.Copy();

    public bool IsFinite => _trained.Layers.All(layer =>
        !layer.Weights.Exists(value => !double.IsFinite(value)) && !(layer.Biases?.Exists(value => !double.IsFinite(value)) ?? false));

    public void Train(int start, int count, Tally tally)
    {
        for (int first = start; first < start + count; first += options.BatchSize)
        {
            int batch = Math.Min(options.BatchSize, start + count - first);
            BackwardPass[] passes = [.. Enumerable.Range(first, batch).Select(record => Backward(digits[record], tally))];
            foreach (BackwardPass pass in passes)
                Learn(pass, options.LearningRate / batch);
        }
    }

    public void WriteBack()
    {
        foreach ((Layer to, Layer from) in network.Layers.Zip(_trained.Layers))
        {
            from.Weights.CopyTo(to.Weights);
            from.Biases?.CopyTo(to.Biases);
        }
    }

    public void Dispose()
    {
        // No threads to end.
    }

    private BackwardPass Backward(Digit digit, Tally tally)
    {
        ForwardPass forward = _trained.Forward(network.InputsOf(digit));
        BackwardPass backward = _trained.Backward(forward, Targets.OneHot(digit.Label, network.Outputs), options.Rule);
        tally.Count(backward.SquaredError, forward.Predicted == digit.Label);
        return backward;
    }

    private void Learn(BackwardPass pass, double rate)
    {
        foreach ((Layer layer, LayerBackward step) in _trained.Layers.Zip(pass.Layers))
            layer.Learn(step, rate);
    }
}
