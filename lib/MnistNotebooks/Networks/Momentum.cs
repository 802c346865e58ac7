using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks.Fast;

namespace MnistNotebooks.Networks;

/// <summary>Gradient descent with a velocity.</summary>
internal sealed record Momentum(double Factor) : Optimizer, IFastOptimizer
{
    public override OptimizerState Start(int rows, int columns) => new State(this, rows, columns);

    FastOptimizerState IFastOptimizer.StartFast(int length) => new FastState((float)Factor, length);

    private sealed class State(Momentum options, int rows, int columns) : OptimizerState
    {
        private Matrix<double> _velocity = Matrix<double>.Build.Dense(rows, columns);

        public override Matrix<double> Change(Matrix<double> gradient, double learningRate)
        {
            _velocity = options.Factor * _velocity + gradient;
            return -learningRate * _velocity;
        }
    }

    private sealed class FastState(float factor, int length) : FastOptimizerState
    {
        private readonly Rows _velocity = new(1, length);

        [MethodImpl(Lanes.Hot)]
        public override void Step(Span<Vector512<float>> values, Span<Vector512<float>> slopes, float learningRate, float shrink)
        {
            slopes = slopes[..values.Length];
            Span<Vector512<float>> velocity = Lanes.Of(_velocity.All)[..values.Length];
            for (int i = 0; i < values.Length; i++)
            {
                velocity[i] = Normal(factor * velocity[i] + slopes[i] - shrink * values[i]);
                values[i] += learningRate * velocity[i];
                slopes[i] = Vector512<float>.Zero;
            }
        }
    }
}
