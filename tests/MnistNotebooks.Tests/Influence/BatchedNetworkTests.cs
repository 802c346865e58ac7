using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Influence;
using MnistNotebooks.Networks;
using MnistNotebooks.Tests.Networks;

namespace MnistNotebooks.Tests.Influence;

public class BatchedNetworkTests
{
    public static TheoryData<string> Kinds => Networks.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public void Many_records_at_once_give_what_the_readable_forward_pass_gives(string kind)
    {
        Network network = Networks.Of(kind);
        var batched = new BatchedNetwork(network);
        Vector<double>[] pictures = [.. Enumerable.Range(0, 150).Select(seed => Samples.Vector(Networks.Inputs, seed, low: -2, high: 2))];
        int computed = 0;
        batched.Run(pictures.Length, (record, preActivations) => batched.FillFirstLayer(pictures[record], preActivations), (record, row) =>
        {
            ForwardPass expected = network.Forward(pictures[record]);
            for (int layer = 0; layer < network.Layers.Count; layer++)
            {
                for (int number = 0; number < network.Layers[layer].Outputs; number++)
                {
                    foreach (Node node in new[] { Node.PreActivation(layer, number), Node.Activation(layer, number) })
                        Assert.Equal(node.Of(expected), row[batched.Offset(node)], 1e-13);
                }
            }
            Interlocked.Increment(ref computed);
        });
        Assert.Equal(pictures.Length, computed);
    }

    [Fact]
    public void Sums_of_products_have_one_order_on_every_width_of_vector()
    {
        for (int length = 0; length < 70; length++)
        {
            double[] a = [.. Samples.Vector(70, seed: 1, low: -1).Take(length)], b = [.. Samples.Vector(70, seed: 2, low: -1).Take(length)];
            double[] lanes = new double[8];
            int whole = length / 8 * 8;
            for (int i = 0; i < whole; i++)
                lanes[i % 8] = Math.FusedMultiplyAdd(a[i], b[i], lanes[i % 8]);
            double[] halves = [.. Enumerable.Range(0, 4).Select(lane => lanes[lane] + lanes[lane + 4])];
            double sum = halves[0] + halves[1] + (halves[2] + halves[3]);
            for (int i = whole; i < length; i++)
                sum += a[i] * b[i];
            Assert.Equal(sum, Rows.Dot(a, b));
        }
    }
}
