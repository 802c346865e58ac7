using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks.InnerLoop;

namespace MnistNotebooks.Networks.Optimizers;

/// <summary>Stochastic gradient descent, which remembers nothing.</summary>
internal sealed record Sgd : Optimizer
{
    public override OptimizerState Start(int rows, int columns) => new State();

    internal override FastOptimizer? StartFast(int length) => new FastSgd();

    private sealed class State : OptimizerState
    {
        public override Matrix<double> Change(Matrix<double> gradient, double learningRate) => -learningRate * gradient;
    }
}
