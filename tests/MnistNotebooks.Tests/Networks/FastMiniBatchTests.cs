using MnistNotebooks.Data;
using MnistNotebooks.Networks;
using MnistNotebooks.Networks.InnerLoop;
using MnistNotebooks.Networks.MiniBatches;
using MnistNotebooks.Networks.Optimizers;

namespace MnistNotebooks.Tests.Networks;

/// <summary>Mini-batches of digits in single precision, against the readable form in double precision.</summary>
public class FastMiniBatchTests
{
    private static readonly Activation[] _hidden = [Activation.Sigmoid, Activation.ReLU, Activation.Tanh, Activation.Identity];
    private static readonly Optimizer[] _optimizers = [Optimizer.Sgd, Optimizer.Momentum(0.8), Optimizer.Adam(epsilon: 1e-3)];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 36)];

    // Single precision has 7 digits, and a few dozen steps multiply its rounding. Adam's more than the others', since it divides by
    // the size of the slopes: with its usual epsilon it would turn the rounding of a slope that is nearly 0 into a whole step.
    [Theory, MemberData(nameof(Seeds))]
    public void Any_network_loss_and_optimizer_follows_the_readable_form(int seed)
    {
        var random = new Random(seed);
        int[] nodes = [784, .. Enumerable.Range(0, random.Next(0, 3)).Select(_ => random.Next(1, 70)), random.Next(10, 20)];
        bool probabilities = random.Next(2) == 0;
        Network fast = Network(nodes, _hidden[random.Next(4)], probabilities ? Activation.Softmax : _hidden[random.Next(4)], seed), readable = fast.Copy();
        var options = new TrainingOptions
        {
            Loss = probabilities && random.Next(4) > 0 ? Loss.CrossEntropy : Loss.SquaredError,
            Rule = BackwardRule.Gradient,
            Optimizer = _optimizers[seed % 3],
            LearningRate = 0.01,
            L2 = random.Next(2) * 0.001,
            BatchSize = random.Next(4) == 0 ? 1 : random.Next(2, 40),
            Cores = random.Next(1, 4),
        };
        var examples = new DigitExamples(Samples.Digits(random.Next(40, 80), seed), fast.Scale, options);
        using var fastLoop = new FastMiniBatchLoop(fast, options);
        using var readableLoop = new ReadableMiniBatchLoop(readable, options);
        Tally expected = Epochs(readableLoop, examples, options), actual = Epochs(fastLoop, examples, options);

        Arrays.AssertClose(readable, fast, options.Optimizer is Adam ? 1e-3 : 2e-4);
        Assert.Equal(expected.MeanLoss, actual.MeanLoss, 1e-4 * Math.Max(1, expected.MeanLoss));
        Assert.Equal(expected.MeanError, actual.MeanError, 1e-4 * Math.Max(1, expected.MeanError));
        Assert.Equal(expected.Records, actual.Records);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    public void The_result_is_the_same_to_the_last_bit_on_any_number_of_cores(int batchSize)
    {
        DigitSet digits = Samples.Digits(300, seed: 4);
        TrainingOptions options = TrainingOptions.Modern with { Epochs = 2, BatchSize = batchSize, Validation = 0.1, Distortion = Distortion.Handwriting };
        Network one = NetworkDescription.Modern.Create();
        TrainingHistory expected = Training.Run(one, digits, options with { Cores = 1 });
        foreach (int cores in (int[])[2, 5])
        {
            Network many = NetworkDescription.Modern.Create();
            TrainingHistory history = Training.Run(many, digits, options with { Cores = cores });
            Arrays.AssertClose(one, many, 0);
            Assert.Equal(expected.Epochs.Select(Numbers), history.Epochs.Select(Numbers));
        }

        static (double, double, double?) Numbers(EpochResult epoch) => (epoch.Loss, epoch.TrainingAccuracy, epoch.ValidationLoss);
    }

    [Fact]
    public void What_is_held_back_is_judged_as_the_readable_form_judges_it()
    {
        DigitSet digits = Samples.Digits(120, seed: 9);
        Network network = NetworkDescription.Modern.Create();
        TrainingHistory history = Training.Run(network, digits, TrainingOptions.Modern with { Epochs = 1, Validation = 0.25 });
        double loss = digits.Skip(90).Average(digit => Loss.CrossEntropy.Value(network.Forward(network.InputsOf(digit)).Outputs, digit.Label));
        Assert.Equal(loss, history.Epochs[0].ValidationLoss!.Value, 1e-5);
    }

    [Fact]
    public void Every_epoch_learns_from_digits_distorted_anew()
    {
        DigitSet digits = Samples.Digits(64, seed: 3);
        var distortion = new Distortion { Shift = 2 };
        TrainingOptions options = TrainingOptions.Modern with { Epochs = 2, Shuffle = false, Optimizer = Optimizer.Sgd, Distortion = distortion, Seed = 5 };
        Network distorted = NetworkDescription.Modern.Create(), expected = distorted.Copy();
        Training.Run(distorted, digits, options);
        foreach (int epoch in (int[])[1, 2])
            Training.Run(expected, distortion.Apply(digits, seed: 5, epoch), options with { Epochs = 1, Distortion = null });
        Arrays.AssertClose(expected, distorted, 1e-6);
    }

    [Fact]
    public void Overflow_ends_training_with_the_weights_from_before_the_epoch()
    {
        DigitSet digits = Samples.Digits(400, seed: 2);
        Network network = (NetworkDescription.Modern with { OutputActivation = Activation.Identity }).Create(), start = network.Copy();
        TrainingOptions options = TrainingOptions.Modern with { Loss = Loss.SquaredError, Optimizer = Optimizer.Momentum(), LearningRate = 100 };
        var error = Assert.Throws<TrainingDivergedException>(() => Training.Run(network, digits, options));
        Assert.Equal(1, error.Epoch);
        Assert.InRange(error.Record, 32, 399);
        Arrays.AssertClose(start, network, 0);
    }

    [Fact]
    public void Adam_leaves_no_numbers_behind_that_slow_the_processor_down()
    {
        var adam = Optimizer.Adam().StartFast(16)!;
        var values = new AlignedFloats(16);
        var directions = new AlignedFloats(16);
        directions.Span.Fill(1);
        adam.Step(values.Lanes, directions.Lanes, 0.001f, 0);
        Assert.All(directions.Span.ToArray(), direction => Assert.Equal(0, direction));
        for (int step = 0; step < 2000; step++)
            adam.Step(values.Lanes, directions.Lanes, 0.001f, 0);
        float settled = values[0];
        adam.Step(values.Lanes, directions.Lanes, 0.001f, 0);
        Assert.Equal(settled, values[0]);
        Assert.InRange(settled, 0.001f, 0.1f);
    }

    private static Tally Epochs(IMiniBatchLoop loop, DigitExamples examples, TrainingOptions options)
    {
        var tally = new Tally();
        foreach (int epoch in (int[])[1, 2])
        {
            loop.StartEpoch(examples, EpochOrder.Shuffled(examples.Count, options.Seed, epoch));
            int atOnce = options.BatchSize == 1 ? InkBlock.MaxRecords : options.BatchSize;
            for (int start = 0; start < examples.Count; start += atOnce)
                loop.Train(start, Math.Min(atOnce, examples.Count - start), _ => options.LearningRate / epoch, tally);
        }
        loop.WriteBack();
        Assert.True(loop.IsFinite);
        return tally;
    }

    private static Network Network(int[] nodes, Activation hidden, Activation output, int seed)
    {
        Network drawn = Samples.Network(nodes, biases: seed % 2 == 0, seed);
        return new([.. drawn.Layers.Select((layer, i) => new Layer(layer.Weights, layer.Biases, i == drawn.Layers.Count - 1 ? output : hidden))]) { Scale = seed % 3 == 0 ? PixelScale.Unit : PixelScale.Tutorial };
    }
}
