using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Influence;
using MnistNotebooks.Networks;
using MnistNotebooks.Tests.Networks;

namespace MnistNotebooks.Tests.Influence;

public class FewestPixelsTests
{
    [Fact]
    public void On_a_linear_network_the_set_is_the_smallest_there_is()
    {
        // Output 0 leads by 5.5; the pixels are worth 4, 3, 2 and 1 to it.
        Matrix<double> weights = Matrix<double>.Build.DenseOfArray(new double[,] { { 4, 1, 3, 2 }, { 0, 0, 0, 0 } });
        var network = new Network(new Layer(weights, Vector<double>.Build.Dense([-4.5, 0]), Activation.Softmax));
        PixelRemoval removal = FewestPixels.ToChange(network, Vector<double>.Build.Dense(4, 1), Baseline.Zero(4))!;
        Assert.Equal([0, 2], removal.Pixels);
        Assert.Equal([0, 1, 0, 1], removal.Inputs);
        Assert.Equal((0, 1), (removal.Before, removal.After));
    }

    [Theory]
    [InlineData("tanh")]
    [InlineData("ReLU")]
    [InlineData("softmax")]
    public void Every_removed_pixel_is_needed(string kind)
    {
        int found = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            Activation hidden = kind == "ReLU" ? Activation.ReLU : Activation.Tanh;
            Activation output = kind == "softmax" ? Activation.Softmax : Activation.Identity;
            Network random = Samples.Network([Networks.Inputs, 9, 4], biases: false, seed, hidden);
            var network = new Network(random.Layers[0], new Layer(random.Layers[1].Weights, null, output));
            Vector<double> inputs = Samples.Vector(Networks.Inputs, seed, low: -2, high: 2);
            for (int wanted = 0; wanted < 4; wanted++)
            {
                if (FewestPixels.ToChange(network, inputs, Baseline.Zero(Networks.Inputs), wanted) is not PixelRemoval removal)
                    continue;
                Assert.Equal(wanted, removal.After);
                Assert.Equal(network.Forward(inputs).Predicted, removal.Before);
                Assert.Equal(removal.Before == wanted, removal.Pixels.Count == 0);
                foreach (int pixel in removal.Pixels)
                {
                    Vector<double> back = removal.Inputs.Clone();
                    Assert.Equal(0, back[pixel]);
                    back[pixel] = inputs[pixel];
                    Assert.NotEqual(wanted, network.Forward(back).Predicted);
                    found++;
                }
            }
        }
        Assert.True(found > 20, $"{found} pixels");
    }

    [Fact]
    public void No_single_pixel_can_take_the_place_of_two_and_the_set_is_nearly_always_the_smallest()
    {
        int sets = 0, smallest = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            Network network = Samples.Network([Networks.Inputs, 9, 4], biases: true, seed, Activation.Tanh);
            Vector<double> inputs = Samples.Vector(Networks.Inputs, seed, low: -2, high: 2);
            for (int wanted = 0; wanted < 4; wanted++)
            {
                if (FewestPixels.ToChange(network, inputs, Baseline.Zero(Networks.Inputs), wanted) is not { Pixels.Count: > 1 } removal)
                    continue;
                int set = removal.Pixels.Sum(pixel => 1 << pixel);
                foreach (int first in removal.Pixels)
                {
                    foreach (int second in removal.Pixels.Where(pixel => pixel < first))
                    {
                        for (int other = 0; other < Networks.Inputs; other++)
                            Assert.False(Mends(set & ~(1 << first) & ~(1 << second) | 1 << other),
                                $"seed {seed}, wanted {wanted}: {other} for {first} and {second}");
                    }
                }
                sets++;
                if (Enumerable.Range(0, 1 << Networks.Inputs).Where(Mends).Min(int.PopCount) == removal.Pixels.Count)
                    smallest++;

                bool Mends(int without) =>
                    network.Forward(inputs.MapIndexed((input, value) => (without >> input & 1) == 1 ? 0 : value,
                        Zeros.Include)).Predicted == wanted;
            }
        }
        Assert.True(sets > 50 && smallest >= 0.95 * sets, $"{smallest} of {sets}");
    }

    [Fact]
    public void Null_says_that_removing_pixels_does_not_help()
    {
        var network = new Network(new Layer(Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 1 }, { 0, 0 } }),
            Vector<double>.Build.Dense([1, 0])));
        Assert.Null(FewestPixels.ToChange(network, Vector<double>.Build.Dense(2, 1), Baseline.Zero(2)));
        Assert.Null(FewestPixels.ToChange(network, Vector<double>.Build.Dense(2, 1), Baseline.Zero(2), wanted: 1));
    }

    [Fact]
    public void A_class_that_is_not_there_and_several_baselines_are_refused()
    {
        Network network = Networks.Of("relu");
        Assert.Throws<ArgumentOutOfRangeException>(() => FewestPixels.ToChange(network, Networks.Picture, Networks.Other, wanted: 4));
        Assert.Throws<ArgumentException>(() => FewestPixels.ToChange(network, Networks.Picture,
            Baseline.Each(Networks.Other, Networks.Picture)));
    }
}
