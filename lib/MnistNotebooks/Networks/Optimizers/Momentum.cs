using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks.InnerLoop;

namespace MnistNotebooks.Networks.Optimizers;

/// <summary>Gradient descent with a velocity.</summary>
internal sealed record Momentum(double Factor) : Optimizer
{
    public override OptimizerState Start(int rows, int columns) => new State(this, rows, columns);

    internal override FastOptimizer? StartFast(int length) => new FastMomentum((float)Factor, length);

    private sealed class State(Momentum options, int rows, int columns) : OptimizerState
    {
        private Matrix<double> _velocity = Matrix<double>.Build.Dense(rows, columns);

        public override Matrix<double> Change(Matrix<double> gradient, double learningRate)
        {
            _velocity = options.Factor * _velocity + gradient;
            return -learningRate * _velocity;
        }
    }
}
