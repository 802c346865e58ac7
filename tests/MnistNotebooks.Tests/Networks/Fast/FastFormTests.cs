using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;
using MnistNotebooks.Networks.Fast;

namespace MnistNotebooks.Tests.Networks.Fast;

/// <summary>The parts of the fast form, each against the plain formula.</summary>
public class FastFormTests
{
    [Fact]
    public void Sparse_digits_are_the_pairs_that_are_not_blank_and_nothing_else()
    {
        DigitSet digits = Samples.Digits(2500, seed: 12);
        SparseDigits sparse = SparseDigits.Of(digits);
        Assert.Same(sparse, SparseDigits.Of(digits));
        Assert.Equal(digits.Count, sparse.Count);
        for (int record = 0; record < digits.Count; record++)
        {
            byte[] pixels = new byte[DigitSet.PixelCount];
            foreach (uint pair in sparse.PairsOf(record))
            {
                Assert.NotEqual(0, (ushort)pair);
                int left = 2 * (int)(pair >> 16);
                (pixels[left], pixels[left + 1]) = ((byte)pair, (byte)(pair >> 8));
            }
            Assert.Equal(digits.PixelsOf(record), pixels);
            Assert.Equal(digits.PixelsOf(record).ToArray().Sum(level => level), sparse.SumOf(record));
            Assert.Equal(digits.Labels[record], sparse.LabelOf(record));
        }
    }

    [Theory]
    [InlineData(0, 32)]
    [InlineData(32, 18)]
    [InlineData(69, 1)]
    public void A_batch_holds_every_nonzero_of_its_records_once_in_the_order_asked_for(int start, int count)
    {
        DigitSet digits = Samples.Digits(70, seed: 11);
        int[] order = Training.Shuffled(digits.Count, seed: 2, epoch: 1);
        var filler = new SparseBatch.Filler();
        var batch = new SparseBatch(gram: true);
        filler.Fill(batch, SparseDigits.Of(digits), order, 20, 32);
        filler.Fill(batch, SparseDigits.Of(digits), order, start, count);
        DigitSet records = digits.Pick(order[start..(start + count)]);

        Assert.Equal(count, batch.Count);
        Assert.Equal(records.Labels, batch.Labels.AsSpan(0, count));
        Assert.Equal(batch.UsedPairs.Length, batch.UsedPairs.ToArray().Distinct().Count());
        byte[] pixels = new byte[count * DigitSet.PixelCount];
        int nonzero = 0, position = 0;
        for (int sharing = 1; sharing <= count; sharing++)
        {
            for (int i = 0; i < batch.PairsIn[sharing]; i++, position++)
            {
                for (int j = 0; j < sharing; j++, nonzero++)
                {
                    int left = (int)(batch.Nonzeros[nonzero] >> 16) * DigitSet.PixelCount + 2 * batch.Pairs[position];
                    (pixels[left], pixels[left + 1]) = ((byte)batch.Nonzeros[nonzero], (byte)(batch.Nonzeros[nonzero] >> 8));
                }
            }
        }
        Assert.Equal(records.Pixels, pixels);
        for (int a = 0; a < SparseBatch.MaxRecords; a++)
        {
            byte[] left = a < count ? records.PixelsOf(a).ToArray() : [];
            Assert.Equal(left.Sum(level => level), batch.Sums.All[a]);
            for (int b = 0; b < count && a < count; b++)
            {
                double product = left.Zip(records.PixelsOf(b).ToArray(), (x, y) => (double)x * y).Sum();
                Assert.Equal(product, batch.Gram![a][b], 2e-5 * product);
            }
        }
    }

    public static TheoryData<int> LaneCounts => [1, 2, 3, 4, 5, 6, 7, 8];

    [Theory, MemberData(nameof(LaneCounts))]
    public void Kernels_of_every_width_do_what_their_formulas_say(int lanes)
    {
        var kernel = SparseKernel.For(lanes);
        int width = 16 * lanes, stride = width + 16;
        var batch = new SparseBatch(gram: false);
        new SparseBatch.Filler().Fill(batch, Samples.Digits(20, seed: lanes), 0, 20);
        float[] inputs = [.. Enumerable.Range(0, 256).Select(level => level / 255f)];
        float[] weights = Floats(DigitSet.PixelCount * width), rows = Floats(20 * stride);

        float[] products = (float[])rows.Clone(), learned = (float[])weights.Clone();
        kernel.AddProducts(batch, inputs, weights, products, stride);
        kernel.AddSteps(batch, inputs, learned, rows, stride);
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

        float[] Floats(int count)
        {
            var random = new Random(count);
            return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
        }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(48)]
    [InlineData(96)]
    [InlineData(208)]
    public void Products_of_dense_rows_do_what_their_formulas_say(int width)
    {
        var random = new Random(width);
        float[] Floats(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
        float[] rows = Floats(20 * width), factors = Floats(20), values = Floats(width), total = [.. values], dots = [.. factors],
            outer = [.. rows];
        Lanes.AddRows(factors, rows, total);
        Lanes.AddDotProducts(rows, values, dots);
        Lanes.AddOuterProduct(factors, values, outer);
        for (int node = 0; node < width; node++)
            Assert.Equal(values[node] + Enumerable.Range(0, 20).Sum(i => (double)factors[i] * rows[i * width + node]), total[node], 1e-5);
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(factors[i] + Enumerable.Range(0, width).Sum(node => (double)rows[i * width + node] * values[node]), dots[i], 1e-5);
            for (int node = 0; node < width; node++)
                Assert.Equal(rows[i * width + node] + factors[i] * values[node], outer[i * width + node], 1e-6);
        }
    }

    [Fact]
    public void The_vectorised_sigmoid_is_accurate_to_five_millionths_and_stays_in_bounds_beyond()
    {
        float[] values = [.. Enumerable.Range(-80_000, 160_001).Select(i => i / 1000f), .. new float[15]];
        float[] sigmoids = [.. values];
        var sigmoid = (IFastActivation)Activation.Sigmoid;
        sigmoid.Apply(sigmoids, sigmoids.Length);
        for (int i = 0; i < values.Length; i++)
        {
            double expected = 1 / (1 + Math.Exp(-(double)values[i]));
            Assert.Equal(expected, sigmoids[i], 5e-6 * expected);
        }

        float[] extremes =
            [-1e30f, -200, -100, 100, 200, 1e30f, float.NegativeInfinity, float.PositiveInfinity, float.NaN, .. new float[7]];
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
        Vector<double> z = Vector<double>.Build.Dense(Nodes, _ => 12 * random.NextDouble() - 6),
            errors = Vector<double>.Build.Dense(Nodes, _ => random.NextDouble() - 0.5);
        Vector<double> expected = activation.Apply(z), expectedDeltas = activation.Backward(errors, z, expected);
        float[] row = [.. z.Select(value => (float)value), .. new float[11]],
            deltas = [.. errors.Select(value => (float)value), .. new float[11]];
        ((IFastActivation)activation).Apply(row, Nodes);
        row.AsSpan(Nodes).Clear();
        ((IFastActivation)activation).Backward(deltas, row);
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
        ((IFastActivation)Activation.Softmax).Apply(row, 4);
        Assert.Equal(1, row[3], 1e-6);
        Assert.All(row[..4], probability => Assert.InRange(probability, float.Epsilon, 1));
        Assert.InRange(((IFastLoss)Loss.CrossEntropy).Value(0, row[1]), 80, 95);
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory, MemberData(nameof(Seeds))]
    public void Networks_of_random_shapes_follow_the_readable_loop(int seed)
    {
        var random = new Random(seed);
        int[] nodes = [784, .. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(1, 80)), random.Next(10, 40)];
        var options = new TrainingOptions
        {
            Epochs = 1,
            LearningRate = random.NextDouble() + 0.01,
            BatchSize = random.Next(3) == 0 ? random.Next(1, 50) : 1,
            Rule = (BackwardRule)random.Next(2),
        };
        DigitSet digits = Samples.Digits(random.Next(1, 70), seed);
        Network fast = Samples.Network(nodes, biases: random.Next(2) == 0, seed, scale: random.Next(2) == 0 ? PixelScale.Tutorial
            : new(random.NextDouble() - 0.5, 1.0 / 255)), readable = fast.Copy();
        Training.Run(fast, digits, options);
        Readable.Epoch(readable, digits, options);
        Arrays.AssertClose(readable, fast, 1e-4);
    }
}
