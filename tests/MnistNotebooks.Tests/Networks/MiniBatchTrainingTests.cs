using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Networks;

public class MiniBatchTrainingTests
{
    private static readonly LabeledSet _moons = ToySets.Moons(200);
    private static readonly TrainingOptions _options = TrainingOptions.Modern with { LearningRate = 0.01, BatchSize = 20, Epochs = 30 };

    public static TheoryData<string> ToySetsToLearn => ["blobs", "moons", "circles", "spirals", "xor"];

    [Theory, MemberData(nameof(ToySetsToLearn))]
    public void A_small_network_learns_every_toy_set(string name)
    {
        (LabeledSet set, LabeledSet test) = (Set(name, seed: 1), Set(name, seed: 2));
        Network network = Toy(set.Classes, 20);
        TrainingHistory history = Training.Run(network, set, _options with { Epochs = 60, LearningRate = 0.03 }, test);
        Assert.True(history.Epochs[^1].Loss < history.Epochs[0].Loss / 2);
        Assert.InRange(network.Score(test).Accuracy, 0.93, 1);
        Assert.Equal(network.Score(test).Accuracy, history.Epochs[^1].TestAccuracy);
    }

    [Fact]
    public void An_epoch_is_a_step_for_every_mini_batch_the_last_one_smaller()
    {
        Network trained = Toy(), expected = trained.Copy();
        TrainingOptions options = _options with { Shuffle = false, BatchSize = 80, Epochs = 1, Optimizer = Optimizer.Sgd, L2 = 0.01 };
        TrainingHistory history = Training.Run(trained, _moons, options);

        double sum = 0;
        foreach ((int start, int count) in ((int, int)[])[(0, 80), (80, 80), (160, 40)])
        {
            Matrix<double> inputs = _moons.Inputs.SubMatrix(start, count, 0, 2).Transpose();
            Matrix<double> targets =
                Matrix<double>.Build.DenseOfColumnVectors(_moons.Labels.Skip(start).Take(count)
                .Select(label => Loss.CrossEntropy.TargetsOf(label, 2)));
            Gradients gradients = Gradients.Of(expected, inputs, targets, Loss.CrossEntropy, 0.01);
            sum += (gradients.Loss - Gradients.Penalty(expected, 0.01)) * count;
            foreach ((Layer layer, LayerGradients slopes) in expected.Layers.Zip(gradients.Layers))
            {
                layer.Weights.Subtract(0.01 * slopes.Weights, layer.Weights);
                layer.Biases!.Subtract(0.01 * slopes.Biases!, layer.Biases);
            }
        }
        Arrays.AssertClose(expected, trained, 1e-14);
        Assert.Equal(sum / 200, history.Epochs[0].Loss, 1e-12);
    }

    [Fact]
    public void The_learning_rate_follows_the_schedule_from_step_to_step()
    {
        Network whole = Toy(), parts = whole.Copy();
        TrainingOptions plain = _options with { Shuffle = false, BatchSize = 100, Epochs = 2, Optimizer = Optimizer.Sgd };
        Training.Run(whole, _moons, plain with { Schedule = Schedule.Cosine });
        for (int step = 0; step < 4; step++)
        {
            LabeledSet half = new(_moons.Inputs.SubMatrix(step % 2 * 100, 100, 0, 2), [.. _moons.Labels.Skip(step % 2 * 100).Take(100)]);
            Training.Run(parts, half, plain with { Epochs = 1, LearningRate = 0.01 * (1 + Math.Cos(Math.PI * step / 4)) / 2 });
        }
        Arrays.AssertClose(parts, whole, 1e-14);
    }

    [Fact]
    public void The_tutorials_run_is_one_of_them()
    {
        DigitSet digits = Samples.Digits(20, seed: 3);
        var set = new LabeledSet(digits.Inputs(PixelScale.Tutorial), [.. digits.Select(digit => digit.Label)]);
        Network stepByStep = Network.Tutorial(12), inBatchesOfOne = Network.Tutorial(12);
        TrainingHistory expected = Training.Run(stepByStep, digits, new() { Epochs = 2 });
        TrainingHistory history = Training.Run(inBatchesOfOne, set, new() { Epochs = 2 });
        Arrays.AssertClose(stepByStep, inBatchesOfOne, 1e-5);
        Assert.Equal(expected.Epochs[1].Error, history.Epochs[1].Error, 1e-5);
        Assert.Equal(expected.Epochs[1].Loss, history.Epochs[1].Loss, 1e-5);
    }

    [Fact]
    public void Every_epoch_has_an_order_of_its_own_that_belongs_to_the_seed()
    {
        int[] first = Training.Shuffled(1000, seed: 1, epoch: 1);
        Assert.Equal(Enumerable.Range(0, 1000), first.Order());
        Assert.Equal(first, Training.Shuffled(1000, seed: 1, epoch: 1));
        Assert.NotEqual(first, Training.Shuffled(1000, seed: 1, epoch: 2));
        Assert.NotEqual(first, Training.Shuffled(1000, seed: 2, epoch: 1));
        double[] places = [.. Enumerable.Range(1, 2000).Select(epoch => (double)Array.IndexOf(Training.Shuffled(10, 7, epoch), 3))];
        Assert.Equal(4.5, places.Average(), 0.25);
    }

    [Fact]
    public void The_same_seeds_give_the_same_network()
    {
        Network first = Toy(), second = Toy(), other = Toy();
        Training.Run(first, _moons, _options);
        Training.Run(second, _moons, _options);
        Training.Run(other, _moons, _options with { Seed = 2 });
        Arrays.AssertClose(first, second, 0);
        Assert.NotEqual(first.Layers[0].Weights, other.Layers[0].Weights);
    }

    [Fact]
    public void What_is_held_back_is_judged_but_not_learned()
    {
        Network held = Toy(), alone = Toy();
        TrainingOptions options = _options with { Epochs = 2, Shuffle = false };
        TrainingHistory history = Training.Run(held, _moons, options with { Validation = 0.25 });
        Training.Run(alone, new LabeledSet(_moons.Inputs.SubMatrix(0, 150, 0, 2), [.. _moons.Labels.Take(150)]), options);
        Arrays.AssertClose(alone, held, 0);

        var rest = new LabeledSet(_moons.Inputs.SubMatrix(150, 50, 0, 2), [.. _moons.Labels.Skip(150)]);
        Assert.Equal(held.Score(rest).Accuracy, history.Epochs[1].ValidationAccuracy!.Value, 12);
        double loss = rest.Inputs.EnumerateRows().Select((row, i) => Loss.CrossEntropy.Value(held.Forward(row).Outputs, rest.Labels[i]))
            .Average();
        Assert.Equal(loss, history.Epochs[1].ValidationLoss!.Value, 12);
    }

    [Fact]
    public void Early_stopping_takes_the_weights_of_the_best_epoch()
    {
        // Labels that are chance can only be learned by heart, which does the points held back no good.
        LabeledSet noise = new(ToySets.Blobs(60).Inputs, [.. Enumerable.Range(0, 60).Select(i => i * 7 % 5 % 2)]);
        Network stopped = Toy(2, 40), expected = Toy(2, 40);
        TrainingOptions options = _options with { LearningRate = 0.05, Epochs = 200, Validation = 0.3, Patience = 5 };
        TrainingHistory history = Training.Run(stopped, noise, options);
        Assert.InRange(history.Epochs.Count, 6, 199);
        Assert.Equal(history.Epochs.MinBy(epoch => epoch.ValidationLoss), history.Best);
        Assert.Equal(history.Epochs.Count - 5, history.Best.Epoch);
        Training.Run(expected, noise, options with { Epochs = history.Best.Epoch, Patience = null });
        Arrays.AssertClose(expected, stopped, 0);
    }

    [Fact]
    public void Divergence_ends_training_and_leaves_the_weights_from_before_the_epoch()
    {
        Network network = (NetworkDescription.Modern with { Inputs = 2, Hidden = [8], Outputs = 2, OutputActivation = Activation.Identity })
            .Create(), start = network.Copy();
        TrainingOptions options = TrainingOptions.Modern with { Loss = Loss.SquaredError, Optimizer = Optimizer.Sgd, LearningRate = 1e150 };
        var error = Assert.Throws<TrainingDivergedException>(() => Training.Run(network, _moons, options));
        Assert.Equal((1, 32), (error.Epoch, error.Record));
        Assert.Contains("Weights overflowed in epoch 1 by record 32; the network holds the weights from before the epoch.", error.Message);
        Arrays.AssertClose(start, network, 0);
    }

    [Fact]
    public void Cancellation_stops_between_mini_batches()
    {
        using var source = new CancellationTokenSource();
        var progress = new Reports<TrainingProgress>(report => { if (report.Finished?.Epoch == 2) source.Cancel(); });
        Network cancelled = Toy(), expected = Toy();
        Assert.Throws<OperationCanceledException>(() =>
            Training.Run(cancelled, _moons, _options, progress: progress, cancellation: source.Token));
        Training.Run(expected, _moons, _options with { Epochs = 2 });
        Arrays.AssertClose(expected, cancelled, 0);
    }

    [Fact]
    public void Settings_out_of_range_are_refused_in_one_sentence()
    {
        AssertRefused("A mini-batch has at least 1 record.", _options with { BatchSize = 0 });
        AssertRefused("The penalty's λ is a finite number, at least 0.", _options with { L2 = -0.1 });
        AssertRefused("The share held back for validation is at least 0 and below 1.", _options with { Validation = 1 });
        AssertRefused("Early stopping waits at least 1 epoch.", _options with { Validation = 0.1, Patience = 0 });
        AssertRefused("Early stopping watches the validation loss, so Validation must be above 0.", _options with { Patience = 3 });
        AssertRefused("The tutorial's rule carries back squared errors; the cross-entropy needs BackwardRule.Gradient.",
            _options with { Rule = BackwardRule.Tutorial });
        AssertRefused("A validation share of 0.999 leaves none of the 200 records to train on.", _options with { Validation = 0.999 });
        Network sigmoids = (NetworkDescription.Modern with { Inputs = 2, Outputs = 2, OutputActivation = Activation.Sigmoid }).Create();
        Assert.Contains("the last layer must be softmax, but it is sigmoid",
            Assert.Throws<ArgumentException>(() => Training.Run(sigmoids, _moons, _options)).Message);
    }

    [Fact]
    public void Sets_that_do_not_fit_the_network_are_refused()
    {
        Assert.Contains("Record 2 has the label 2, but the network has 2 outputs",
            Assert.Throws<ArgumentException>(() => Training.Run(Toy(), ToySets.Blobs())).Message);
        var wide = new LabeledSet(Matrix<double>.Build.Dense(4, 3), [0, 1, 0, 1]);
        Assert.Contains("A record has 3 inputs, but the network takes 2",
            Assert.Throws<ArgumentException>(() => Training.Run(Toy(), wide)).Message);
        Assert.Contains("A record has 3 inputs", Assert.Throws<ArgumentException>(() => Training.Run(Toy(), _moons, test: wide)).Message);
        Assert.Contains("A record has 3 inputs", Assert.Throws<ArgumentException>(() => Toy().Score(wide)).Message);
    }

    private static void AssertRefused(string sentence, TrainingOptions options) =>
        Assert.Contains(sentence, Assert.ThrowsAny<ArgumentException>(() => Training.Run(Toy(), _moons, options)).Message);

    private static Network Toy(int classes = 2, int hidden = 8) =>
        (NetworkDescription.Modern with { Inputs = 2, Hidden = [hidden], Outputs = classes }).Create();

    private static LabeledSet Set(string name, int seed) => name switch
    {
        "blobs" => ToySets.Blobs(seed: seed),
        "moons" => ToySets.Moons(seed: seed),
        "circles" => ToySets.Circles(seed: seed),
        "spirals" => ToySets.Spirals(seed: seed),
        _ => ToySets.Xor(seed: seed),
    };
}
