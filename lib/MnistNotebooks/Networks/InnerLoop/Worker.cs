using System.Runtime.CompilerServices;
using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>
/// What one core does in training: the slices that are its own, and the layers above, which every core computes for itself
/// because that takes less time than waiting for the result of another.
/// </summary>
internal sealed class Worker(int number, DigitSet digits, UpperLayers upper, Similarity? similarity, float learningRate, Meeting meeting)
{
    // 0 is what every worker has reached before the first meeting.
    private long _round = 1;
    private bool _keptWaiting;

    /// <summary>Its copy of the layers above.</summary>
    public UpperLayers Upper => upper;

    /// <summary>Counts the records.</summary>
    public Tally Tally { get; set; } = new();

    /// <summary>Takes over what another worker has learned, to work together with it from here on.</summary>
    public void Follow(Worker leader)
    {
        _round = leader._round;
        upper.CopyFrom(leader.Upper);
    }

    /// <summary>Whether somebody was late for a meeting since the last call.</summary>
    public bool WasKeptWaiting()
    {
        bool keptWaiting = _keptWaiting;
        _keptWaiting = false;
        return keptWaiting;
    }

    /// <summary>Trains on the records of some blocks; the weights to the pixels change after the last one.</summary>
    /// <param name="blocks">One block where the weights change record by record, else the blocks of a mini-batch.</param>
    /// <param name="slices">The worker's own.</param>
    /// <param name="alone">Whether these are all slices, so that there is nobody to meet.</param>
    [MethodImpl(Hot.Path)]
    public void Train(ReadOnlySpan<InkBlock> blocks, ReadOnlySpan<Slice> slices, bool alone)
    {
        int records = 0;
        foreach (InkBlock block in blocks)
        {
            foreach (Slice slice in slices)
                slice.Forward(block, records);
            records += block.Count;
        }
        if (similarity is null)
        {
            Pass(blocks[0].Start, 0, records, slices, alone);
        }
        else
        {
            for (int record = 0; record < records; record++)
            {
                ReadOnlySpan<float> similarities = similarity.ToEarlier(blocks[0], record);
                foreach (Slice slice in slices)
                    slice.CatchUp(record, similarities);
                Pass(blocks[0].Start, record, 1, slices, alone);
            }
        }
        int row = 0;
        foreach (InkBlock block in blocks)
        {
            foreach (Slice slice in slices)
                slice.Learn(block, row);
            row += block.Count;
        }
    }

    /// <summary>Forward and backward for records that meet the same weights, then the change of all weights but those to the pixels.</summary>
    [MethodImpl(Hot.Path)]
    private void Pass(int start, int first, int count, ReadOnlySpan<Slice> slices, bool alone)
    {
        for (int i = 0; i < count; i++)
        {
            foreach (Slice slice in slices)
                slice.Share(first + i, meeting.Share(_round, slice.Number, i));
        }
        if (!alone)
            _keptWaiting |= meeting.Wait(_round, number);
        for (int i = 0; i < count; i++)
        {
            int row = first + i;
            meeting.AddUp(_round, i, upper.PreActivations(row));
            upper.Forward(row);
            upper.Backward(row, digits.Labels[start + row], learningRate / count, Tally);
            foreach (Slice slice in slices)
                slice.Backward(row, upper);
        }
        for (int row = first; row < first + count; row++)
        {
            foreach (Slice slice in slices)
                slice.LearnOutgoing(row, upper);
            upper.Learn(row);
        }
        _round++;
    }
}
