using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Networks;

/// <summary>How gradients become changes of the weights and biases.</summary>
public abstract record Optimizer
{
    /// <summary>Stochastic gradient descent: −learning rate · gradient.</summary>
    public static Optimizer Sgd { get; } = new Sgd();

    /// <summary>
    /// Gradient descent with a velocity: velocity = factor · velocity + gradient, change = −learning rate · velocity (PyTorch's form).
    /// </summary>
    /// <param name="factor">How much of the velocity stays from step to step, 0…1, 1 excluded.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is out of its range.</exception>
    public static Optimizer Momentum(double factor = 0.9) => new Momentum(Share(factor, nameof(factor)));

    /// <summary>
    /// Adam (Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015, algorithm 1): each parameter's step is about the learning
    /// rate, however large its gradients are.
    /// </summary>
    /// <param name="beta1">How much of the mean gradient stays from step to step, 0…1, 1 excluded.</param>
    /// <param name="beta2">How much of the mean squared gradient stays from step to step, 0…1, 1 excluded.</param>
    /// <param name="epsilon">Added to the root of the mean square, above 0; 1e-7 is Keras's default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static Optimizer Adam(double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7)
    {
        if (!(epsilon > 0 && double.IsFinite(epsilon)))
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "Adam's epsilon is a finite number above 0.");
        return new Adam(Share(beta1, nameof(beta1)), Share(beta2, nameof(beta2)), epsilon);
    }

    /// <summary>A fresh start for one array of parameters.</summary>
    /// <param name="rows">Rows of the array.</param>
    /// <param name="columns">Columns of the array.</param>
    public abstract OptimizerState Start(int rows, int columns);

    private static double Share(double value, string parameter) => value is >= 0 and < 1 ? value
        : throw new ArgumentOutOfRangeException(parameter, value, "Must be at least 0 and below 1.");
}

/// <summary>What an optimizer remembers of one array of parameters from step to step.</summary>
public abstract class OptimizerState
{
    /// <summary>The change of the parameters in the next step, to be added to them.</summary>
    /// <param name="gradient">Slopes of the loss, the parameters' shape.</param>
    /// <param name="learningRate">Above 0.</param>
    public abstract Matrix<double> Change(Matrix<double> gradient, double learningRate);
}
