using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks.Fast;

namespace MnistNotebooks.Networks;

/// <summary>
/// Running means of the gradient and of its square. Both start at 0 and would be too small at first, so they are divided by
/// the share of the weight, 1 − βᵗ, that t gradients have in them.
/// </summary>
internal sealed record Adam(double Beta1, double Beta2, double Epsilon) : Optimizer, IFastOptimizer
{
    public override OptimizerState Start(int rows, int columns) => new State(this, rows, columns);

    FastOptimizerState IFastOptimizer.StartFast(int length) => new FastState(this, length);

    private sealed class State(Adam options, int rows, int columns) : OptimizerState
    {
        private readonly Matrix<double> _mean = Matrix<double>.Build.Dense(rows, columns);
        private readonly Matrix<double> _meanSquare = Matrix<double>.Build.Dense(rows, columns);
        private int _steps;

        public override Matrix<double> Change(Matrix<double> gradient, double learningRate)
        {
            _steps++;
            double grow = 1 / (1 - Math.Pow(options.Beta1, _steps)), growSquare = 1 / (1 - Math.Pow(options.Beta2, _steps));
            _mean.Map2((mean, slope) => options.Beta1 * mean + (1 - options.Beta1) * slope, gradient, _mean, Zeros.Include);
            _meanSquare.Map2(
                (mean, slope) => options.Beta2 * mean + (1 - options.Beta2) * (slope * slope), gradient, _meanSquare, Zeros.Include);
            return _mean.Map2(
                (mean, square) => -learningRate * (grow * mean / (Math.Sqrt(growSquare * square) + options.Epsilon)), _meanSquare,
                Zeros.Include);
        }
    }

    private sealed class FastState(Adam options, int length) : FastOptimizerState
    {
        private readonly Rows _mean = new(1, length);
        private readonly Rows _meanSquare = new(1, length);
        private int _steps;

        [MethodImpl(Lanes.Hot)]
        public override void Step(Span<Vector512<float>> values, Span<Vector512<float>> slopes, float learningRate, float shrink)
        {
            _steps++;
            Vector512<float> rate = Vector512.Create(learningRate / (float)(1 - Math.Pow(options.Beta1, _steps)));
            Vector512<float> scale = Vector512.Create(1 / (float)Math.Sqrt(1 - Math.Pow(options.Beta2, _steps)));
            Vector512<float> keep = Vector512.Create((float)options.Beta1), add = Vector512.Create((float)(1 - options.Beta1));
            Vector512<float> keepSquare = Vector512.Create((float)options.Beta2), addSquare = Vector512.Create((float)(1 - options.Beta2));
            Vector512<float> epsilon = Vector512.Create((float)options.Epsilon), shrinkage = Vector512.Create(shrink);
            slopes = slopes[..values.Length];
            Span<Vector512<float>> means = Lanes.Of(_mean.All)[..values.Length], meanSquares = Lanes.Of(_meanSquare.All)[..values.Length];
            for (int i = 0; i < values.Length; i++)
            {
                Vector512<float> value = values[i], slope = slopes[i] - shrinkage * value;
                Vector512<float> mean = Normal(keep * means[i] + add * slope);
                Vector512<float> meanSquare = Normal(keepSquare * meanSquares[i] + addSquare * (slope * slope));
                means[i] = mean;
                meanSquares[i] = meanSquare;
                slopes[i] = Vector512<float>.Zero;
                values[i] = value + rate * mean / (scale * Vector512.Sqrt(meanSquare) + epsilon);
            }
        }
    }
}
