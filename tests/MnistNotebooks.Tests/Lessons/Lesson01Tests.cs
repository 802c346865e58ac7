using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace MnistNotebooks.Tests.Lessons;

/// <summary>What lesson 01 says of random weights.</summary>
public class Lesson01Tests
{
    [Theory]
    [InlineData(1)]
    [InlineData(25)]
    [InlineData(100)]
    [InlineData(784)]
    public void A_sum_spreads_by_the_weights_spread_times_the_length_of_the_inputs(int ink)
    {
        Vector<double> picture = Picture(ink);
        // 4000 draws have a spread that varies by 1/√8000, 1.1 %; the tolerance is four times that.
        double measured = (Weights(4000, 0.3, seed: 5) * picture).StandardDeviation();
        Assert.InRange(measured / (0.3 * picture.L2Norm()), 0.955, 1.045);
    }

    [Fact]
    public void Small_weights_saturate_no_node_and_large_ones_three_of_four()
    {
        Assert.Equal(0, Saturated(Weights(200, 1 / Math.Sqrt(200), seed: 1)));
        Assert.InRange(Saturated(Weights(200, 1, seed: 2)), 140, 165);
    }

    [Fact]
    public void Small_weights_of_one_sign_saturate_every_node() =>
        Assert.All((Weights(200, 1 / Math.Sqrt(200), seed: 1).PointwiseAbs() * Picture(100)).Map(Sigmoid),
            output => Assert.True(output > 0.99));

    private static int Saturated(Matrix<double> weights) =>
        (weights * Picture(100)).Map(Sigmoid).Count(output => output is < 0.05 or > 0.95);

    private static Matrix<double> Weights(int nodes, double spread, int seed) =>
        Matrix<double>.Build.Random(nodes, 784, new Normal(0, spread, new Random(seed)));

    private static Vector<double> Picture(int ink) => Vector<double>.Build.Dense(784, i => i < ink ? 1 : 0.01);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
