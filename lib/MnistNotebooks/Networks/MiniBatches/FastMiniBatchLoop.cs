using MnistNotebooks.Networks.InnerLoop;

namespace MnistNotebooks.Networks.MiniBatches;

/// <summary>Mini-batch training on digits in single precision, on all cores.</summary>
internal sealed class FastMiniBatchLoop(Network network, TrainingOptions options) : IMiniBatchLoop
{
    private readonly InkedDigits _own = new();
    private Ink? _ink;
    private SparseLoop? _loop;

    public bool IsFinite => _loop!.IsFinite;

    public void StartEpoch(IExamples examples, int[] order)
    {
        InkedDigits digits = InkOf((DigitExamples)examples);
        if (_ink is null)
        {
            _ink = Ink.Passing(digits, order, Math.Min(options.BatchSize, order.Length), options.StepsAtOnce);
            _loop = new(network, _ink, options);
        }
        else
        {
            _ink.Restart(digits, order);
        }
    }

    public void Train(int start, int count, Func<int, double> rateAt, Tally tally) => _loop!.Train(start, count, rateAt, tally);

    public void WriteBack() => _loop!.WriteBack();

    public void Dispose() => _loop?.Dispose();

    private InkedDigits InkOf(DigitExamples examples)
    {
        if (examples.Shared is not null)
            return examples.Shared.Digits;
        _own.Read(examples.Digits, options.Cores);
        return _own;
    }
}
