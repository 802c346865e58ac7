using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;
using MnistNotebooks.Networks.InnerLoop;
using MnistNotebooks.Networks.MiniBatches;

namespace MnistNotebooks.Tests.Networks;

/// <summary>The parts of the fast loop, each against the plain formula.</summary>
public class InnerLoopTests
{
    [Fact]
    public void Inked_digits_are_the_pairs_with_ink_and_nothing_else()
    {
        DigitSet digits = Samples.Digits(2500, seed: 12);
        InkedDigits inked = InkedDigits.Of(digits, cores: 2);
        Assert.Equal(digits.Count, inked.Count);
        for (int record = 0; record < digits.Count; record++)
        {
            byte[] pixels = new byte[DigitSet.PixelCount];
            foreach (uint pair in inked.PairsOf(record))
            {
                Assert.NotEqual(0, (ushort)pair);
                int left = 2 * (int)(pair >> 16);
                (pixels[left], pixels[left + 1]) = ((byte)pair, (byte)(pair >> 8));
            }
            Assert.Equal(digits.PixelsOf(record), pixels);
            Assert.Equal(digits.PixelsOf(record).ToArray().Sum(level => level), inked.InkOf(record));
            Assert.Equal(digits.Labels[record], inked.LabelOf(record));
        }

        DigitSet other = Samples.Digits(40, seed: 13);
        inked.Read(other, cores: 2);
        Assert.Equal(other.Count, inked.Count);
        Assert.Equal(InkedDigits.Of(other, cores: 1).PairsOf(39), inked.PairsOf(39));
    }

    [Theory]
    [InlineData(0, 32)]
    [InlineData(32, 18)]
    [InlineData(69, 1)]
    public void A_block_holds_every_dot_of_its_records_once_in_the_order_asked_for(int start, int count)
    {
        DigitSet digits = Samples.Digits(70, seed: 11);
        int[] order = EpochOrder.Shuffled(digits.Count, seed: 2, epoch: 1);
        var builder = new InkBuilder();
        var block = new InkBlock(overlaps: true);
        builder.Fill(block, InkedDigits.Of(digits, cores: 2), order, 20, 32);
        builder.Fill(block, InkedDigits.Of(digits, cores: 2), order, start, count);
        DigitSet records = digits.Pick(order[start..(start + count)]);

        Assert.Equal((start, count), (block.Start, block.Count));
        Assert.Equal(records.Labels, block.Labels.AsSpan(0, count));
        Assert.Equal(block.InkedPairs.Length, block.InkedPairs.ToArray().Distinct().Count());
        byte[] pixels = new byte[count * DigitSet.PixelCount];
        int dot = 0, position = 0;
        for (int sharing = 1; sharing <= count; sharing++)
        {
            for (int i = 0; i < block.PairsWith[sharing]; i++, position++)
            {
                for (int j = 0; j < sharing; j++, dot++)
                {
                    int left = (int)(block.Dots[dot] >> 16) * DigitSet.PixelCount + 2 * block.Pairs[position];
                    (pixels[left], pixels[left + 1]) = ((byte)block.Dots[dot], (byte)(block.Dots[dot] >> 8));
                }
            }
        }
        Assert.Equal(records.Pixels, pixels);
        for (int a = 0; a < InkBlock.MaxRecords; a++)
        {
            byte[] left = a < count ? records.PixelsOf(a).ToArray() : [];
            Assert.Equal(left.Sum(level => level), block.Ink[a]);
            for (int b = 0; b < count && a < count; b++)
            {
                double overlap = left.Zip(records.PixelsOf(b).ToArray(), (x, y) => (double)x * y).Sum();
                Assert.Equal(overlap, block.Overlaps![a][b], 2e-5 * overlap);
            }
        }
    }

    public static TheoryData<int> LaneCounts => [1, 2, 3, 4, 5, 6, 7, 8];

    [Theory, MemberData(nameof(LaneCounts))]
    public void Kernels_of_every_width_do_what_their_formulas_say(int lanes)
    {
        TileKernel kernel = TileKernel.For(lanes);
        Assert.Equal(16 * lanes, kernel.Width);
        int width = kernel.Width, stride = width + 16;
        var block = new InkBlock(overlaps: false);
        new InkBuilder().Fill(block, InkedDigits.Of(Samples.Digits(20, seed: lanes), cores: 1), [], 0, 20);
        float[] inputs = [.. Enumerable.Range(0, 256).Select(level => level / 255f)];
        float[] weights = Floats(DigitSet.PixelCount * width), rows = Floats(20 * stride);

        float[] products = (float[])rows.Clone(), learned = (float[])weights.Clone();
        kernel.AddProducts(block, inputs, weights, products, stride);
        kernel.AddSteps(block, inputs, learned, rows, stride);
        DigitSet digits = Samples.Digits(20, seed: lanes);
        for (int node = 0; node < stride; node++)
        {
            for (int record = 0; record < 20; record++)
            {
                double sum = rows[record * stride + node];
                for (int pixel = 0; pixel < DigitSet.PixelCount && node < width; pixel++)
                    sum += weights[pixel * width + node] * inputs[digits.PixelsOf(record)[pixel]];
                Assert.Equal(sum, products[record * stride + node], 1e-4);
            }
            for (int pixel = 0; pixel < DigitSet.PixelCount && node < width; pixel++)
            {
                double sum = weights[pixel * width + node];
                for (int record = 0; record < 20; record++)
                    sum += rows[record * stride + node] * inputs[digits.PixelsOf(record)[pixel]];
                Assert.Equal(sum, learned[pixel * width + node], 1e-4);
            }
        }

        float[] factors = Floats(20), total = Floats(width), dots = Floats(20), outer = (float[])rows.Clone();
        float[] totalBefore = (float[])total.Clone(), dotsBefore = (float[])dots.Clone();
        kernel.AddRows(factors, rows, total, stride);
        kernel.AddDotProducts(rows, totalBefore, dots, stride);
        kernel.AddToRows(factors, outer, totalBefore, stride);
        for (int node = 0; node < width; node++)
            Assert.Equal(totalBefore[node] + Enumerable.Range(0, 20).Sum(i => (double)factors[i] * rows[i * stride + node]), total[node], 1e-5);
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(dotsBefore[i] + Enumerable.Range(0, width).Sum(node => (double)rows[i * stride + node] * totalBefore[node]), dots[i], 1e-5);
            for (int node = 0; node < stride; node++)
                Assert.Equal(rows[i * stride + node] + (node < width ? factors[i] * totalBefore[node] : 0), outer[i * stride + node], 1e-6);
        }

        float[] Floats(int count)
        {
            var random = new Random(count);
            return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
        }
    }

    [Fact]
    public void The_vectorised_sigmoid_is_accurate_to_five_millionths_and_stays_in_bounds_beyond()
    {
        float[] values = [.. Enumerable.Range(-80_000, 160_001).Select(i => i / 1000f), .. new float[15]];
        float[] sigmoids = [.. values];
        var sigmoid = new FastSigmoid();
        sigmoid.Apply(sigmoids, sigmoids.Length);
        for (int i = 0; i < values.Length; i++)
        {
            double expected = 1 / (1 + Math.Exp(-(double)values[i]));
            Assert.Equal(expected, sigmoids[i], 5e-6 * expected);
        }

        float[] extremes = [-1e30f, -200, -100, 100, 200, 1e30f, float.NegativeInfinity, float.PositiveInfinity, float.NaN, .. new float[7]];
        sigmoid.Apply(extremes, extremes.Length);
        Assert.All(extremes[..3], value => Assert.InRange(value, 0, 1e-37f));
        Assert.All(extremes[3..6], value => Assert.Equal(1, value));
        Assert.InRange(extremes[6], 0, 1e-37f);
        Assert.Equal(1, extremes[7]);
        Assert.Equal(float.NaN, extremes[8]);
    }

    public static TheoryData<string> Activations => ["sigmoid", "ReLU", "tanh", "identity", "softmax"];

    [Theory, MemberData(nameof(Activations))]
    public void Every_fast_activation_and_its_way_back_are_those_of_the_readable_form(string name)
    {
        var activation = Activation.Named(name);
        var random = new Random(8);
        const int Nodes = 21;
        Vector<double> z = Vector<double>.Build.Dense(Nodes, _ => 12 * random.NextDouble() - 6), errors = Vector<double>.Build.Dense(Nodes, _ => random.NextDouble() - 0.5);
        Vector<double> expected = activation.Apply(z), expectedDeltas = activation.PullBack(errors, z, expected);
        float[] row = [.. z.Select(value => (float)value), .. new float[11]], deltas = [.. errors.Select(value => (float)value), .. new float[11]];
        activation.Fast!.Apply(row, Nodes);
        row.AsSpan(Nodes).Clear();
        activation.Fast!.PullBack(deltas, row);
        for (int node = 0; node < Nodes; node++)
        {
            Assert.Equal(expected[node], row[node], 2e-6 * Math.Max(1, Math.Abs(expected[node])));
            Assert.Equal(expectedDeltas[node], deltas[node], 5e-6);
        }
        Assert.All(deltas[Nodes..], delta => Assert.Equal(0, delta));
    }

    [Fact]
    public void The_fast_softmax_of_far_apart_and_of_huge_sums_stays_a_distribution()
    {
        float[] row = [1e30f, -1e30f, 0, 3e38f, .. new float[12]];
        Activation.Softmax.Fast!.Apply(row, 4);
        Assert.Equal(1, row[3], 1e-6);
        Assert.All(row[..4], probability => Assert.InRange(probability, float.Epsilon, 1));
        Assert.InRange(Loss.CrossEntropy.Fast!.Value(0, row[1]), 80, 95);
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory, MemberData(nameof(Seeds))]
    public void Networks_of_random_shapes_follow_the_readable_form(int seed)
    {
        var random = new Random(seed);
        int[] nodes = [784, .. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(1, 80)), random.Next(10, 40)];
        var options = new TrainingOptions
        {
            Epochs = 1,
            LearningRate = random.NextDouble() + 0.01,
            BatchSize = random.Next(3) == 0 ? random.Next(1, 50) : 1,
            Rule = (BackwardRule)random.Next(2),
            Cores = random.Next(1, 4),
        };
        DigitSet digits = Samples.Digits(random.Next(1, 70), seed);
        Network fast = Samples.Network(nodes, biases: random.Next(2) == 0, seed, scale: random.Next(2) == 0 ? PixelScale.Tutorial : new(random.NextDouble() - 0.5, 1.0 / 255)), readable = fast.Copy();
        Training.Run(fast, digits, options);
        using var loop = new ReadableLoop(readable, digits, options);
        loop.Train(0, digits.Count, new());
        loop.WriteBack();
        Arrays.AssertClose(readable, fast, 1e-4);
    }
}
