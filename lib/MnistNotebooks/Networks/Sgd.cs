using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks.Fast;

namespace MnistNotebooks.Networks;

/// <summary>Stochastic gradient descent, which remembers nothing.</summary>
internal sealed record Sgd : Optimizer, IFastOptimizer
{
    public override OptimizerState Start(int rows, int columns) => new State();

    FastOptimizerState IFastOptimizer.StartFast(int length) => new FastState();

    private sealed class State : OptimizerState
    {
        public override Matrix<double> Change(Matrix<double> gradient, double learningRate) => -learningRate * gradient;
    }

    /// <summary>Plain descent with a penalty. Without one, steps go straight into the weights and nothing is needed.</summary>
    private sealed class FastState : FastOptimizerState
    {
        [MethodImpl(Lanes.Hot)]
        public override void Step(Span<Vector512<float>> values, Span<Vector512<float>> slopes, float learningRate, float shrink)
        {
            slopes = slopes[..values.Length];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] += learningRate * (slopes[i] - shrink * values[i]);
                slopes[i] = Vector512<float>.Zero;
            }
        }
    }
}
