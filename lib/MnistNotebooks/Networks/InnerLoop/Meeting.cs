using System.Runtime.CompilerServices;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>
/// Where workers hand each other their slices' shares of the next layer's pre-activations. What takes time is a cache line's way from core to core,
/// so a line holds 15 numbers and, written last, the number of the round that they belong to: one way for both. Rounds alternate between two sets
/// of lines: a worker that is already in the next round does not overwrite what another still reads.
/// </summary>
internal sealed class Meeting
{
    private const int LineFloats = 16, NumbersPerLine = LineFloats - 1;

    // Some ten microseconds, longer than a core at work ever is late; one that does something else is so for milliseconds.
    private const int Patience = 10_000;

    private readonly int _linesPerSlice;
    private readonly int _linesPerShare;
    private readonly int _slices;
    private readonly AlignedFloats _lines;
    private long _arrivals;

    /// <summary>A meeting place.</summary>
    /// <param name="slices">How many shares there are for a record.</param>
    /// <param name="records">Most records in a round.</param>
    /// <param name="nodes">Length of a share.</param>
    public Meeting(int slices, int records, int nodes)
    {
        _slices = slices;
        _linesPerShare = (nodes + NumbersPerLine - 1) / NumbersPerLine;

        // Processors fetch lines in pairs; two slices have none in common.
        _linesPerSlice = (records * _linesPerShare + 1) / 2 * 2;
        _lines = new(2 * slices * _linesPerSlice * LineFloats);
    }

    /// <summary>Waits until so many workers have come here since the last time they did.</summary>
    public void Gather(int workers)
    {
        long arrival = Interlocked.Increment(ref _arrivals), last = (arrival + workers - 1) / workers * workers;
        int reads = 0;
        while (Volatile.Read(ref _arrivals) < last)
        {
            if (++reads > Patience)
                Thread.Yield();
        }
    }

    /// <summary>Hands over a slice's share for a record.</summary>
    [MethodImpl(Hot.Path)]
    public void Give(int round, int slice, int record, ReadOnlySpan<float> share)
    {
        for (int line = 0; line < _linesPerShare; line++)
        {
            Span<float> floats = Line(round, slice, record, line);
            ReadOnlySpan<float> numbers = share.Slice(line * NumbersPerLine, Math.Min(NumbersPerLine, share.Length - line * NumbersPerLine));
            numbers.CopyTo(floats);
            Volatile.Write(ref RoundOf(floats), round);
        }
    }

    /// <summary>Waits for another worker's share for a record, and adds it.</summary>
    [MethodImpl(Hot.Path)]
    public void AddTo(Span<float> sums, int round, int slice, int record)
    {
        for (int line = 0; line < _linesPerShare; line++)
        {
            Span<float> floats = Line(round, slice, record, line);
            int reads = 0;
            while (Volatile.Read(ref RoundOf(floats)) != round)
            {
                if (++reads > Patience)
                    Thread.Yield();
            }
            Span<float> targets = sums[(line * NumbersPerLine)..];
            for (int i = 0; i < targets.Length && i < NumbersPerLine; i++)
                targets[i] += floats[i];
        }
    }

    private static ref int RoundOf(Span<float> line) => ref Unsafe.As<float, int>(ref line[NumbersPerLine]);

    private Span<float> Line(int round, int slice, int record, int line) =>
        _lines.Span.Slice((((round & 1) * _slices + slice) * _linesPerSlice + record * _linesPerShare + line) * LineFloats, LineFloats);
}
