namespace MnistNotebooks.Data;

/// <summary>A component of a JPEG picture: its brightness or one of its colours.</summary>
/// <param name="Id">What the file calls it.</param>
/// <param name="Across">Its blocks of 8×8 pixels in a unit of all components, from the left to the right.</param>
/// <param name="Down">And from above to below.</param>
internal sealed record JpegComponent(byte Id, int Across, int Down)
{
    /// <summary>Blocks in a row of the picture, without those that only fill a unit.</summary>
    public int Columns { get; init; }

    /// <summary>Rows of such blocks.</summary>
    public int Rows { get; init; }

    /// <summary>Of each block the places of values that are not 0, a bit each; where the picture comes in several passes.</summary>
    public ulong[] Places { get; set; } = [];

    /// <summary>How many bits of each of a block's 64 values are still to come.</summary>
    public int[] Missing { get; } = [.. Enumerable.Repeat(int.MaxValue, 64)];
}

/// <summary>
/// One pass over a JPEG picture: for blocks of 8×8 pixels, the codes of some of their 64 values (ITU-T T.81, annexes F and G).
/// </summary>
/// <param name="bits">At the first code.</param>
/// <param name="first">The first value, 0 to 63; value 0 is the block's mean.</param>
/// <param name="last">The last value.</param>
/// <param name="isRefining">Whether a pass before gave the values without their last bits.</param>
internal sealed class JpegScan(JpegBits bits, int first, int last, bool isRefining)
{
    // Blocks that are said to have no more values.
    private int _run;

    /// <summary>Passes the codes of a block in a picture that comes in one pass.</summary>
    public void Sequential(JpegCode means, JpegCode values)
    {
        Value(bits.Next(means));
        for (int place = 1; place < 64;)
        {
            int symbol = bits.Next(values), zeros = symbol >> 4;
            if ((symbol & 15) == 0 && zeros < 15)
                return;
            place += zeros + 1;
            if (place > 64)
                throw bits.Damaged();
            Value(symbol & 15);
        }
    }

    /// <summary>Passes the codes of a block in a picture that comes in several passes, each with more of it.</summary>
    public void Progressive(JpegCode? means, JpegCode? values, ref ulong places)
    {
        if (first > 0)
            Values(values!, ref places);
        else if (isRefining)
            bits.Next(1);
        else
            Value(bits.Next(means!));
    }

    /// <summary>No run of blocks without values may reach beyond where all starts anew.</summary>
    public void End()
    {
        if (_run > 0)
            throw bits.Damaged();
    }

    private void Values(JpegCode values, ref ulong places)
    {
        int place = first;
        while (_run == 0 && place <= last)
        {
            int symbol = bits.Next(values), zeros = symbol >> 4, size = symbol & 15;
            if (size == 0 && zeros < 15)
            {
                _run = (1 << zeros) + bits.Next(zeros);
                break;
            }
            if (isRefining && size > 1)
                throw bits.Damaged();
            Value(size);
            place = After(place, zeros, ref places);
            if (size > 0 && place > last)
                throw bits.Damaged();
            if (size > 0)
                places |= 1UL << place;
            place++;
        }
        if (_run == 0)
            return;
        _run--;
        After(place, zeros: 64, ref places);
    }

    // The place after so many zeros. A value that was given before is none of them, and has its next bit here.
    private int After(int place, int zeros, ref ulong places)
    {
        if (!isRefining)
            return place + zeros;
        for (; place <= last; place++)
        {
            if ((places & (1UL << place)) != 0)
                bits.Next(1);
            else if (--zeros < 0)
                break;
        }
        return place;
    }

    private void Value(int size)
    {
        if (size > 15)
            throw bits.Damaged();
        bits.Next(size);
    }
}
