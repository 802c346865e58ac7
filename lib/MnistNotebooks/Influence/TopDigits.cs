using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Influence;

/// <summary>The digits of a set that move a node most: its maximally activating examples.</summary>
/// <remarks>
/// An activation that saturates makes the strongest digits equal: a sigmoid is exactly 1 for every sum above 37. Equal values are told
/// apart by the sums before the activation, so that the order of the file plays no part in it.
/// </remarks>
public static class TopDigits
{
    private const int DigitsAtOnce = 512;

    /// <summary>
    /// The records on which a target is highest, the highest first; of equal ones that with the higher sum before the activation, and of
    /// those the first in the set.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="target">A node, or a sum or difference of nodes.</param>
    /// <param name="digits">Where to look.</param>
    /// <param name="count">How many to name: 1…the set's count.</param>
    /// <exception cref="ArgumentException">The digits don't fit the network, the network has no such node, or the set has fewer
    /// digits.</exception>
    public static IReadOnlyList<(int Record, double Value)> Of(
        Network network, Target target, DigitSet digits, int count = 10)
    {
        Check(network, digits, count);
        Arguments.Check(network, target);
        return Find(network, [target], digits, count)[0];
    }

    /// <summary>
    /// For every node of a layer the records on which its activation is highest, the highest first, where saturated ones are told apart by
    /// their sums: an atlas of the layer.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="layer">0 is the layer next to the inputs; ^1 is the last one.</param>
    /// <param name="digits">Where to look.</param>
    /// <param name="count">How many to name for each node: 1…the set's count.</param>
    /// <exception cref="ArgumentException">The digits don't fit the network, the network has no such layer, or the set has fewer
    /// digits.</exception>
    public static IReadOnlyList<IReadOnlyList<(int Record, double Value)>> OfLayer(
        Network network, Index layer, DigitSet digits, int count = 10)
    {
        Check(network, digits, count);
        Arguments.Check(network, Node.Activation(layer, 0));
        IEnumerable<Node> nodes = Enumerable.Range(0, network.Layers[layer].Outputs).Select(number => Node.Activation(layer, number));
        return Find(network, [.. nodes], digits, count);
    }

    private static void Check(Network network, DigitSet digits, int count)
    {
        Arguments.Check(network, digits);
        if (count < 1 || count > digits.Count)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"1 to {digits.Count} of {digits.Count} digits can be named.");
    }

    private static (int Record, double Value)[][] Find(Network network, Target[] targets, DigitSet digits, int count)
    {
        var batched = new BatchedNetwork(network);
        var readout = new GivenTargets(batched, [.. targets, .. targets.Select(BeforeActivation)]);
        int length = readout.Targets.Count;
        var parts = new Found[(digits.Count + DigitsAtOnce - 1) / DigitsAtOnce][][];
        AllCores.For(parts.Length, part =>
        {
            int start = part * DigitsAtOnce, end = Math.Min(start + DigitsAtOnce, digits.Count);
            double[] values = new double[(end - start) * length];
            batched.RunInOrder(start, end - start,
                (record, preActivations) => batched.FillFirstLayer(network.InputsOf(digits[record]), preActivations),
                (record, row) => readout.Read(row, values.AsSpan((record - start) * length, length)));
            Found At(int record, int target)
            {
                int first = (record - start) * length;
                return new(record, values[first + target], values[first + targets.Length + target]);
            }
            parts[part] = [.. targets.Select((_, target) =>
                Highest(Enumerable.Range(start, end - start).Select(record => At(record, target)), count))];
        });
        return
        [
            .. targets.Select((_, target) => Highest(parts.SelectMany(part => part[target]), count)
                .Select(found => (found.Record, found.Value)).ToArray()),
        ];
    }

    /// <summary>The same nodes before their activation.</summary>
    private static Target BeforeActivation(Target target) =>
        Target.Sum([.. target.Terms.Select(term => (term.Node with { Value = NodeValue.PreActivation }, term.Factor))]);

    private static Found[] Highest(IEnumerable<Found> values, int count) =>
    [
        .. values.OrderByDescending(found => found.Value).ThenByDescending(found => found.Sum).ThenBy(found => found.Record).Take(count),
    ];

    /// <param name="Record">The number in the set.</param>
    /// <param name="Value">The target's value.</param>
    /// <param name="Sum">Its value before the activation.</param>
    private readonly record struct Found(int Record, double Value, double Sum);
}
