using System.Buffers;

namespace MnistNotebooks.Networks.Bulk;

/// <summary>Many variants that don't depend on each other, computed by dozens.</summary>
internal static class Batches
{
    private const int RowsAtOnce = 64;

    /// <summary>Writes the first layer's pre-activations of a variant, over what was there before.</summary>
    public delegate void Fill(int variant, Span<double> preActivations);

    /// <summary>Uses a variant's row, when it is computed.</summary>
    public delegate void Use(int variant, ReadOnlySpan<double> row);

    /// <summary>Fills, computes and uses the variants 0…count − 1 on all cores, in no particular order.</summary>
    public static void Run(PackedNetwork network, int count, Fill fill, Use use)
    {
        if (count <= RowsAtOnce)
            RunInOrder(network, 0, count, fill, use);
        else
            AllCores.For((count + RowsAtOnce - 1) / RowsAtOnce, batch =>
                RunInOrder(network, batch * RowsAtOnce, Math.Min(RowsAtOnce, count - batch * RowsAtOnce), fill, use));
    }

    /// <summary>Fills, computes and uses so many variants from <paramref name="start"/> on, one after the other.</summary>
    public static void RunInOrder(PackedNetwork network, int start, int count, Fill fill, Use use)
    {
        int length = network.RowLength;
        double[] rented = ArrayPool<double>.Shared.Rent(PackedNetwork.WholeRows(Math.Min(RowsAtOnce, count)) * length);
        for (int done = 0; done < count; done += RowsAtOnce)
        {
            int rows = Math.Min(RowsAtOnce, count - done);
            Span<double> batch = rented.AsSpan(0, PackedNetwork.WholeRows(rows) * length);
            for (int row = 0; row < rows; row++)
                fill(start + done + row, batch.Slice(row * length, network.FirstLength));
            network.Forward(batch);
            for (int row = 0; row < rows; row++)
                use(start + done + row, batch.Slice(row * length, length));
        }
        ArrayPool<double>.Shared.Return(rented);
    }
}
