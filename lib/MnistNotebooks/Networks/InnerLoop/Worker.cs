using System.Runtime.CompilerServices;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>
/// What one core does in training: the slices that are its own, and the layers above, which every core computes for itself
/// because that takes less time than waiting for the result of another.
/// </summary>
internal sealed class Worker(UpperLayers upper, Similarity? similarity, bool stepsAtOnce, Rows shares, Meeting meeting)
{
    // 0 is what all lines have before the first meeting.
    private int _round = 1;

    /// <summary>Its copy of the layers above.</summary>
    public UpperLayers Upper => upper;

    /// <summary>Fills its share of the blocks.</summary>
    public InkBuilder Builder { get; } = new();

    /// <summary>What steps are multiplied with.</summary>
    public float LearningRate { get; set; }

    /// <summary>Counts the records.</summary>
    public Tally Tally { get; set; } = new();

    /// <summary>Takes over what another worker has learned, to work together with it from here on.</summary>
    public void Follow(Worker leader)
    {
        _round = leader._round;
        upper.CopyFrom(leader.Upper);
    }

    /// <summary>Trains on the records of some blocks; the weights to the pixels change after the last one.</summary>
    /// <param name="blocks">One block where the weights change record by record, else the blocks of a mini-batch.</param>
    /// <param name="slices">All slices.</param>
    /// <param name="own">Those that are this worker's; others work on the rest at the same time.</param>
    [MethodImpl(Hot.Path)]
    public void Train(ReadOnlySpan<InkBlock> blocks, ReadOnlySpan<Slice> slices, Range own)
    {
        int records = 0;
        foreach (InkBlock block in blocks)
        {
            foreach (Slice slice in slices[own])
                slice.Forward(block, records);
            records += block.Count;
        }
        if (similarity is null)
        {
            Pass(blocks, 0, records, slices, own);
        }
        else
        {
            for (int record = 0; record < records; record++)
            {
                ReadOnlySpan<float> similarities = similarity.ToEarlier(blocks[0], record);
                foreach (Slice slice in slices[own])
                    slice.CatchUp(record, similarities);
                Pass(blocks, record, 1, slices, own);
            }
        }
        int row = 0;
        foreach (InkBlock block in blocks)
        {
            foreach (Slice slice in slices[own])
                slice.Learn(block, row);
            row += block.Count;
        }
        foreach (Slice slice in slices[own])
            slice.Step(LearningRate);
        upper.Step(LearningRate);
    }

    /// <summary>Forward and backward for records that meet the same weights, then the change of all weights but those to the pixels.</summary>
    [MethodImpl(Hot.Path)]
    private void Pass(ReadOnlySpan<InkBlock> blocks, int first, int count, ReadOnlySpan<Slice> slices, Range own)
    {
        (int from, int owned) = own.GetOffsetAndLength(slices.Length);
        for (int i = 0; i < count; i++)
        {
            for (int slice = from; slice < from + owned; slice++)
            {
                Span<float> share = shares[i * slices.Length + slice];
                slices[slice].Share(first + i, share);
                if (owned < slices.Length)
                    meeting.Give(_round, slice, i, share[..upper.Inputs]);
            }
        }
        for (int i = 0; i < count; i++)
        {
            int row = first + i;
            Span<float> sums = upper.PreActivations(row);
            sums.Clear();
            for (int slice = 0; slice < slices.Length; slice++)
            {
                if (slice >= from && slice < from + owned)
                    Row.Add(shares[i * slices.Length + slice], sums);
                else
                    meeting.AddTo(sums[..upper.Inputs], _round, slice, i);
            }
            upper.Forward(row);
            upper.Backward(row, blocks[row / InkBlock.MaxRecords].Labels[row % InkBlock.MaxRecords], (stepsAtOnce ? LearningRate : 1) / count, Tally);
            foreach (Slice slice in slices[own])
                slice.Backward(row, upper);
        }
        for (int row = first; row < first + count; row++)
        {
            foreach (Slice slice in slices[own])
                slice.LearnOutgoing(row, upper);
            upper.Learn(row);
        }
        _round++;
    }
}
