using MnistNotebooks.Data;
using MnistNotebooks.Networks.InnerLoop;

namespace MnistNotebooks.Networks.MiniBatches;

/// <summary>Mini-batch training on digits in single precision, on all cores: every epoch's digits are turned round in the epoch's order.</summary>
internal sealed class FastMiniBatchLoop(Network network, TrainingOptions options) : IMiniBatchLoop
{
    private SparseLoop? _loop;

    public bool IsFinite => _loop!.IsFinite;

    public void StartEpoch(IExamples examples, int[] order)
    {
        DigitSet digits = ((DigitExamples)examples).Digits.Pick(order);
        var ink = new Ink(digits, Math.Min(options.BatchSize, digits.Count), options.Cores, options.StepsAtOnce);
        if (_loop is null)
            _loop = new(network, ink, options);
        else
            _loop.Continue(ink);
    }

    public void Train(int start, int count, double learningRate, Tally tally) => _loop!.Train(start, count, (float)learningRate, tally);

    public void WriteBack() => _loop!.WriteBack();

    public void Dispose() => _loop?.Dispose();
}
