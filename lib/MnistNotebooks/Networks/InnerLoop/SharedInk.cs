using System.Collections.Concurrent;
using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>One copy of a set's ink for all networks that learn from the set, one after the other or side by side; read when first asked for.</summary>
/// <param name="digits">The set.</param>
/// <param name="cores">How many may read it.</param>
internal sealed class SharedInk(DigitSet digits, int cores)
{
    private readonly Lazy<InkedDigits> _inked = new(() => InkedDigits.Of(digits, cores));
    private readonly ConcurrentDictionary<int, Lazy<Ink>> _kept = new();

    /// <summary>What the set is.</summary>
    public DigitSet Set => digits;

    /// <summary>The records' ink, for orders that change.</summary>
    public InkedDigits Digits => _inked.Value;

    /// <summary>The blocks of the set's own order. All are filled, since nobody may fill them while others learn from them.</summary>
    /// <param name="batchSize">Records between two changes of the weights.</param>
    public Ink Kept(int batchSize) => _kept.GetOrAdd(batchSize, size => new(() =>
    {
        var ink = Ink.Kept(Digits, size);
        ink.PrepareAll(cores);
        return ink;
    })).Value;
}
