using MnistNotebooks.Data;
using MnistNotebooks.Networks;
using MnistNotebooks.Networks.InnerLoop;
using MnistNotebooks.Networks.MiniBatches;

namespace MnistNotebooks.Tests.Networks;

/// <summary>The number of cores changes how long training takes and nothing else, not even on a machine that has fewer.</summary>
public class CoresTests
{
    private static readonly DigitSet _digits = Samples.Digits(700, seed: 6);

    [Theory]
    [InlineData(new[] { 784, 200, 10 }, 1)]
    [InlineData(new[] { 784, 64, 30, 10 }, 1)]
    [InlineData(new[] { 784, 300, 10 }, 1)]
    [InlineData(new[] { 784, 520, 10 }, 1)]
    [InlineData(new[] { 784, 10 }, 1)]
    [InlineData(new[] { 784, 64, 10 }, 32)]
    [InlineData(new[] { 784, 300, 20, 10 }, 50)]
    public void The_result_is_the_same_to_the_last_bit_on_any_number_of_cores(int[] nodes, int batchSize)
    {
        Network one = Samples.Network(nodes, biases: true, seed: 2);
        TrainingHistory expected = Training.Run(one, _digits, Options(1), _digits);
        foreach (int cores in (int[])[2, 3, 8])
        {
            Network many = Samples.Network(nodes, biases: true, seed: 2);
            TrainingHistory history = Training.Run(many, _digits, Options(cores), _digits);
            Arrays.AssertClose(one, many, 0);
            Assert.Equal(expected.Epochs.Select(Numbers), history.Epochs.Select(Numbers));
        }

        TrainingOptions Options(int cores) => new() { Epochs = 3, Cores = cores, BatchSize = batchSize, Rule = BackwardRule.Gradient };
        static (double, double, double?) Numbers(EpochResult epoch) => (epoch.Error, epoch.TrainingAccuracy, epoch.TestAccuracy);
    }

    [Fact]
    public void Steps_cost_no_memory_however_many_there_are()
    {
        var options = new TrainingOptions { Cores = 1 };
        Ink ink = Ink.Kept(InkedDigits.Of(_digits, cores: 1), batchSize: 1);
        using var loop = new SparseLoop(Network.Tutorial(40), ink, options);
        AssertCostsNothing(tally => loop.Train(0, 640, tally));
    }

    [Fact]
    public void Epochs_of_mini_batches_cost_no_memory_however_many_there_are()
    {
        TrainingOptions options = TrainingOptions.Modern with { Cores = 1 };
        InkedDigits inked = InkedDigits.Of(_digits, cores: 1);
        int[] order = EpochOrder.Shuffled(inked.Count, seed: 1, epoch: 1);
        Ink ink = Ink.Passing(inked, order, batchSize: 32, options.StepsAtOnce);
        using var loop = new SparseLoop(NetworkDescription.Modern.Create(), ink, options);
        AssertCostsNothing(tally =>
        {
            ink.Restart(inked, order);
            loop.Train(0, 700, tally);
        });
    }

    private static void AssertCostsNothing(Action<Tally> epoch)
    {
        var tally = new Tally();
        epoch(tally);

        // The least of a few epochs: the runtime may allocate once on its own account, as when it compiles a method anew.
        Assert.Equal(0, Enumerable.Range(0, 4).Min(_ =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            epoch(tally);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }));
    }
}
