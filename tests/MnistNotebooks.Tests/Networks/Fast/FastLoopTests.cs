using MnistNotebooks.Data;
using MnistNotebooks.Networks;
using MnistNotebooks.Networks.Fast;

namespace MnistNotebooks.Tests.Networks.Fast;

/// <summary>Mini-batches of digits in single precision, against the readable form in double precision.</summary>
public class FastLoopTests
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
        Network fast = Network(nodes, _hidden[random.Next(4)], probabilities ? Activation.Softmax : _hidden[random.Next(4)], seed),
            readable = fast.Copy();
        var options = new TrainingOptions
        {
            Loss = probabilities && random.Next(4) > 0 ? Loss.CrossEntropy : Loss.SquaredError,
            Rule = BackwardRule.Gradient,
            Optimizer = _optimizers[seed % 3],
            LearningRate = 0.01,
            L2 = random.Next(2) * 0.001,
            BatchSize = random.Next(4) == 0 ? 1 : random.Next(2, 40),
        };
        var examples = Examples.Of(Samples.Digits(random.Next(40, 80), seed), fast.Scale);
        RunningMetrics expected = Epochs(new ReadableLoop(readable, options), examples, options),
            actual = Epochs(FastLoop.For(fast, options)!, examples, options);

        Arrays.AssertClose(readable, fast, options.Optimizer is Adam ? 1e-3 : 2e-4);
        Assert.Equal(expected.MeanLoss, actual.MeanLoss, 1e-4 * Math.Max(1, expected.MeanLoss));
        Assert.Equal(expected.MeanError, actual.MeanError, 1e-4 * Math.Max(1, expected.MeanError));
        Assert.Equal(expected.Records, actual.Records);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    public void Steps_cost_no_memory_however_many_there_are(int batchSize)
    {
        DigitSet digits = Samples.Digits(640, seed: 6);
        Network network = NetworkDescription.Modern.Create();
        var examples = Examples.Of(digits, network.Scale);
        TrainingOptions options = batchSize == 1 ? new() { Rule = BackwardRule.Gradient } : TrainingOptions.Modern;
        FastLoop loop = FastLoop.For(network, options)!;
        int[] order = Training.Shuffled(digits.Count, seed: 1, epoch: 1);
        var metrics = new RunningMetrics();
        Func<int, double> rate = _ => 0.01;
        Epoch();

        // The least of a few epochs: the runtime may allocate once on its own account, as when it compiles a method anew.
        Assert.Equal(0, Enumerable.Range(0, 4).Min(_ =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Epoch();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }));

        void Epoch()
        {
            loop.StartEpoch(examples, order);
            loop.Train(0, digits.Count, rate, metrics);
        }
    }

    [Fact]
    public void What_is_held_back_is_judged_as_the_readable_form_judges_it()
    {
        DigitSet digits = Samples.Digits(120, seed: 9);
        Network network = NetworkDescription.Modern.Create();
        TrainingHistory history = Training.Run(network, digits, TrainingOptions.Modern with { Epochs = 1, Validation = 0.25 });
        double loss = digits.Skip(90)
            .Average(digit => Loss.CrossEntropy.Value(network.Forward(network.InputsOf(digit)).Outputs, digit.Label));
        Assert.Equal(loss, history.Epochs[0].ValidationLoss!.Value, 1e-5);
    }

    [Fact]
    public void Every_epoch_learns_from_digits_distorted_anew()
    {
        DigitSet digits = Samples.Digits(64, seed: 3);
        var distortion = new Distortion { Shift = 2 };
        TrainingOptions options =
            TrainingOptions.Modern with { Epochs = 2, Shuffle = false, Optimizer = Optimizer.Sgd, Distortion = distortion, Seed = 5 };
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
        TrainingOptions options =
            TrainingOptions.Modern with { Loss = Loss.SquaredError, Optimizer = Optimizer.Momentum(), LearningRate = 100 };
        var error = Assert.Throws<TrainingDivergedException>(() => Training.Run(network, digits, options));
        Assert.Equal(1, error.Epoch);
        Assert.InRange(error.Record, 32, 399);
        Arrays.AssertClose(start, network, 0);
    }

    [Fact]
    public void Adam_leaves_no_numbers_behind_that_slow_the_processor_down()
    {
        FastOptimizerState adam = ((IFastOptimizer)Optimizer.Adam()).StartFast(16);
        Rows values = new(1, 16), slopes = new(1, 16);
        slopes.All.Fill(1);
        adam.Step(Lanes.Of(values.All), Lanes.Of(slopes.All), 0.001f, 0);
        Assert.All(slopes.All.ToArray(), slope => Assert.Equal(0, slope));
        for (int step = 0; step < 2000; step++)
            adam.Step(Lanes.Of(values.All), Lanes.Of(slopes.All), 0.001f, 0);
        float settled = values.All[0];
        adam.Step(Lanes.Of(values.All), Lanes.Of(slopes.All), 0.001f, 0);
        Assert.Equal(settled, values.All[0]);
        Assert.InRange(settled, 0.001f, 0.1f);
    }

    private static RunningMetrics Epochs(ITrainingLoop loop, Examples examples, TrainingOptions options)
    {
        var metrics = new RunningMetrics();
        foreach (int epoch in (int[])[1, 2])
        {
            loop.StartEpoch(examples, Training.Shuffled(examples.Labels.Count, options.Seed, epoch));
            int atOnce = options.BatchSize == 1 ? SparseBatch.MaxRecords : options.BatchSize;
            for (int start = 0; start < examples.Labels.Count; start += atOnce)
                loop.Train(start, Math.Min(atOnce, examples.Labels.Count - start), _ => options.LearningRate / epoch, metrics);
        }
        loop.WriteBack();
        Assert.True(loop.IsFinite);
        return metrics;
    }

    private static Network Network(int[] nodes, Activation hidden, Activation output, int seed)
    {
        Network drawn = Samples.Network(nodes, biases: seed % 2 == 0, seed);
        return new([.. drawn.Layers.Select((layer, i) =>
            new Layer(layer.Weights, layer.Biases, i == drawn.Layers.Count - 1 ? output : hidden))])
        {
            Scale = seed % 3 == 0
            ? PixelScale.Unit : PixelScale.Tutorial
        };
    }
}
