using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Networks.Optimizers;

/// <summary>Stochastic gradient descent, which remembers nothing.</summary>
internal sealed record Sgd : Optimizer
{
    public override OptimizerState Start(int rows, int columns) => new State();

    private sealed class State : OptimizerState
    {
        public override Matrix<double> Change(Matrix<double> gradient, double learningRate) => -learningRate * gradient;
    }
}
