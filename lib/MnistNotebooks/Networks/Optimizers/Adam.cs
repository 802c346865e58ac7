using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks.InnerLoop;

namespace MnistNotebooks.Networks.Optimizers;

/// <summary>
/// Running means of the gradient and of its square. Both start at 0 and would be too small at first, so they are divided by
/// the share of the weight, 1 − βᵗ, that t gradients have in them.
/// </summary>
internal sealed record Adam(double Beta1, double Beta2, double Epsilon) : Optimizer
{
    public override OptimizerState Start(int rows, int columns) => new State(this, rows, columns);

    internal override FastOptimizer? StartFast(int length) => new FastAdam(this, length);

    private sealed class State(Adam options, int rows, int columns) : OptimizerState
    {
        private Matrix<double> _mean = Matrix<double>.Build.Dense(rows, columns);
        private Matrix<double> _meanSquare = Matrix<double>.Build.Dense(rows, columns);
        private int _steps;

        public override Matrix<double> Change(Matrix<double> gradient, double learningRate)
        {
            _steps++;
            _mean = options.Beta1 * _mean + (1 - options.Beta1) * gradient;
            _meanSquare = options.Beta2 * _meanSquare + (1 - options.Beta2) * gradient.PointwiseMultiply(gradient);
            Matrix<double> mean = _mean / (1 - Math.Pow(options.Beta1, _steps));
            Matrix<double> meanSquare = _meanSquare / (1 - Math.Pow(options.Beta2, _steps));
            return -learningRate * mean.PointwiseDivide(meanSquare.PointwiseSqrt() + options.Epsilon);
        }
    }
}
