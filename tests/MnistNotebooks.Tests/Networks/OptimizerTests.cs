using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Networks;

/// <summary>Three steps worked out with a pocket calculator's formulas, one parameter at a time.</summary>
public class OptimizerTests
{
    private static readonly double[] _gradients = [0.5, -0.2, 0.1];

    [Fact]
    public void Plain_descent_is_the_rate_times_the_gradient() => AssertChanges(Optimizer.Sgd, [-0.05, 0.02, -0.01]);

    [Fact]
    public void Momentum_keeps_its_velocity() =>
        AssertChanges(Optimizer.Momentum(0.9), [-0.05, -0.1 * (0.45 - 0.2), -0.1 * (0.9 * 0.25 + 0.1)]);

    [Fact]
    public void Adam_divides_the_mean_by_the_root_of_the_mean_square()
    {
        double mean2 = (0.9 * 0.05 - 0.02) / 0.19, square2 = (0.999 * 0.00025 + 0.00004) / 0.001999;
        double mean3 = (0.9 * (0.9 * 0.05 - 0.02) + 0.01) / 0.271, square3 = (0.999 * (0.999 * 0.00025 + 0.00004) + 0.00001) / 0.002997001;
        AssertChanges(Optimizer.Adam(),
        [
            -0.1 * 0.5 / (0.5 + 1e-7),
            -0.1 * mean2 / (Math.Sqrt(square2) + 1e-7),
            -0.1 * mean3 / (Math.Sqrt(square3) + 1e-7),
        ]);
    }

    [Fact]
    public void Every_start_is_fresh()
    {
        Optimizer adam = Optimizer.Adam();
        Matrix<double> gradient = Matrix<double>.Build.Random(2, 3, seed: 1);
        OptimizerState used = adam.Start(2, 3);
        Matrix<double> first = used.Change(gradient, 0.1);
        used.Change(2 * gradient, 0.1);
        Assert.Equal(first, adam.Start(2, 3).Change(gradient, 0.1));
    }

    [Theory, InlineData(1.0), InlineData(-0.1), InlineData(double.NaN)]
    public void What_stays_from_step_to_step_is_less_than_all(double share)
    {
        Assert.Equal("factor", Assert.Throws<ArgumentOutOfRangeException>(() => Optimizer.Momentum(share)).ParamName);
        Assert.Equal("beta1", Assert.Throws<ArgumentOutOfRangeException>(() => Optimizer.Adam(beta1: share)).ParamName);
        Assert.Equal("beta2", Assert.Throws<ArgumentOutOfRangeException>(() => Optimizer.Adam(beta2: share)).ParamName);
        Assert.Equal("epsilon", Assert.Throws<ArgumentOutOfRangeException>(() => Optimizer.Adam(epsilon: 0)).ParamName);
    }

    private static void AssertChanges(Optimizer optimizer, double[] expected)
    {
        OptimizerState state = optimizer.Start(1, 2);
        for (int step = 0; step < expected.Length; step++)
        {
            Matrix<double> gradient = Matrix<double>.Build.DenseOfRowArrays([_gradients[step], -_gradients[step]]);
            Arrays.AssertClose(Matrix<double>.Build.DenseOfRowArrays([expected[step], -expected[step]]), state.Change(gradient, 0.1),
                1e-15);
        }
    }
}
