using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Networks;

public class ActivationTests
{
    public static TheoryData<string> All => ["sigmoid", "softmax", "ReLU", "tanh", "identity"];

    [Theory, MemberData(nameof(All))]
    public void Pulling_back_is_the_transposed_Jacobian_times_the_errors(string name)
    {
        const double Step = 1e-6;
        Activation activation = Named(name);
        Vector<double> preActivations = Samples.Vector(7, seed: 3, low: -3, high: 3), errors = Samples.Vector(7, seed: 4, low: -1, high: 1);
        Vector<double> expected = preActivations.MapIndexed((node, z) =>
        {
            Vector<double> above = preActivations.Clone(), below = preActivations.Clone();
            above[node] = z + Step;
            below[node] = z - Step;
            return (activation.Apply(above) - activation.Apply(below)).DotProduct(errors) / (2 * Step);
        }, Zeros.Include);
        Arrays.AssertClose(expected, activation.Backward(errors, preActivations, activation.Apply(preActivations)), 1e-8);
    }

    [Theory, MemberData(nameof(All))]
    public void Pre_activations_stay_as_they_were(string name)
    {
        Vector<double> preActivations = Samples.Vector(5, seed: 1, low: -2), copy = preActivations.Clone();
        Vector<double> activations = Named(name).Apply(preActivations);
        Assert.Equal(copy, preActivations);
        Assert.NotSame(preActivations, activations);
    }

    [Fact]
    public void Values_are_those_of_the_formulas()
    {
        Vector<double> z = Vector<double>.Build.Dense([-2, 0, 0.5, 3]);
        Assert.Equal([0, 0, 0.5, 3], Activation.ReLU.Apply(z));
        Assert.Equal([-2, 0, 0.5, 3], Activation.Identity.Apply(z));
        Arrays.AssertClose(z.Map(v => (Math.Exp(v) - Math.Exp(-v)) / (Math.Exp(v) + Math.Exp(-v))), Activation.Tanh.Apply(z), 1e-15);
        Arrays.AssertClose(z.Map(Math.Exp) / z.Map(Math.Exp).Sum(), Activation.Softmax.Apply(z), 1e-15);
    }

    [Fact]
    public void Softmax_takes_pre_activations_whose_exponentials_overflow()
    {
        Vector<double> large = Activation.Softmax.Apply(Vector<double>.Build.Dense([1000, 1001, -1000]));
        Vector<double> small = Activation.Softmax.Apply(Vector<double>.Build.Dense([0, 1, -2000]));
        Assert.Equal(small, large);
        Assert.Equal(1, large.Sum(), 15);
        Assert.Equal(Vector<double>.Build.Dense(4, 0.25), Activation.Softmax.Apply(Vector<double>.Build.Dense(4, -1e300)));
    }

    [Fact]
    public void Only_a_positive_pre_activation_of_a_rectified_node_has_a_slope() =>
        Assert.Equal([0, 0, 1],
            Activation.ReLU.Backward(Vector<double>.Build.Dense(3, 1), Vector<double>.Build.Dense([-1, 0, 1]),
            Vector<double>.Build.Dense([0, 0, 1])));

    private static Activation Named(string name) => name switch
    {
        "sigmoid" => Activation.Sigmoid,
        "softmax" => Activation.Softmax,
        "ReLU" => Activation.ReLU,
        "tanh" => Activation.Tanh,
        _ => Activation.Identity,
    };
}
