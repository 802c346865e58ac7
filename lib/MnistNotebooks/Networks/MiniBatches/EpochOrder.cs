using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.MiniBatches;

internal static class EpochOrder
{
    /// <summary>The numbers 0…count − 1 in an order that belongs to the seed and the epoch (Fisher and Yates's shuffle).</summary>
    public static int[] Shuffled(int count, int seed, int epoch)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        var random = new RandomStream(seed, epoch);
        for (int i = count - 1; i > 0; i--)
        {
            int other = random.Below(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }
        return order;
    }
}
