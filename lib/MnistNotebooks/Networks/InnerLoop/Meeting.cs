using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>
/// Where workers lay down their slices' shares of the next layer's pre-activations, and wait for each other's. Shares are added in the order
/// of the slices, so the sums don't depend on who works on what. Rounds alternate between two sets of rows: a worker that is already in the next round
/// does not overwrite what another still reads.
/// </summary>
internal sealed class Meeting
{
    private const int CacheLine = 64 / sizeof(long);
    private const int ReadsBeforePauses = 2000;

    private static readonly long Patience = Stopwatch.Frequency / 20_000;

    private readonly int _slices;
    private readonly int _records;
    private readonly Rows _shares;
    private readonly long[] _arrived;

    /// <summary>A meeting place.</summary>
    /// <param name="workers">How many meet.</param>
    /// <param name="slices">How many shares there are for a record.</param>
    /// <param name="records">Most records in a round.</param>
    /// <param name="nodes">Length of a share.</param>
    public Meeting(int workers, int slices, int records, int nodes)
    {
        Workers = workers;
        _slices = slices;
        _records = records;
        _shares = new(2 * slices * records, nodes);
        _arrived = new long[(workers + 1) * CacheLine];
    }

    /// <summary>How many meet.</summary>
    public int Workers { get; }

    /// <summary>A slice's share for a record; to be filled before <see cref="Wait"/>.</summary>
    public Span<float> Share(long round, int slice, int record) => _shares[RowOf(round, slice, record)];

    /// <summary>Sum of the slices' shares for a record, after <see cref="Wait"/>.</summary>
    [MethodImpl(Hot.Path)]
    public void AddUp(long round, int record, Span<float> sums)
    {
        Share(round, 0, record).CopyTo(sums);
        for (int slice = 1; slice < _slices; slice++)
            Row.Add(Share(round, slice, record), sums);
    }

    /// <summary>Says that a worker's shares are there, and waits for the others'.</summary>
    /// <returns>Whether somebody kept it waiting for more than 50 µs, as happens when their core does something else.</returns>
    [MethodImpl(Hot.Path)]
    public bool Wait(long round, int worker)
    {
        Volatile.Write(ref Arrived(worker), round);
        bool late = false;
        for (int other = 0; other < Workers; other++)
        {
            int reads = 0;
            while (Volatile.Read(ref Arrived(other)) < round)
            {
                if (++reads > ReadsBeforePauses)
                    late |= WaitLong(round, other);
            }
        }
        return late;
    }

    private bool WaitLong(long round, int other)
    {
        long start = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref Arrived(other)) < round)
        {
            if (Stopwatch.GetTimestamp() - start < Patience)
                Thread.SpinWait(1);
            else
                Thread.Yield();
        }
        return Stopwatch.GetTimestamp() - start >= Patience;
    }

    private ref long Arrived(int worker) => ref _arrived[(worker + 1) * CacheLine];

    private int RowOf(long round, int slice, int record) => ((int)(round & 1) * _slices + slice) * _records + record;
}
