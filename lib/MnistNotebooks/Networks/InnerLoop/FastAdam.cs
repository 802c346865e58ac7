using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MnistNotebooks.Networks.Optimizers;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>Running means of the slope and of its square.</summary>
internal sealed class FastAdam(Adam options, int length) : FastOptimizer
{
    private readonly AlignedFloats _mean = new(length);
    private readonly AlignedFloats _meanSquare = new(length);
    private int _steps;

    [MethodImpl(Hot.Path)]
    public override void Step(Span<Vector512<float>> values, ReadOnlySpan<Vector512<float>> directions, float learningRate, float shrink)
    {
        _steps++;
        float rate = learningRate / (float)(1 - Math.Pow(options.Beta1, _steps));
        float scale = 1 / (float)Math.Sqrt(1 - Math.Pow(options.Beta2, _steps));
        float beta1 = (float)options.Beta1, rest1 = (float)(1 - options.Beta1), beta2 = (float)options.Beta2, rest2 = (float)(1 - options.Beta2);
        Vector512<float> epsilon = Vector512.Create((float)options.Epsilon);
        directions = directions[..values.Length];
        Span<Vector512<float>> mean = _mean.Lanes[..values.Length], meanSquare = _meanSquare.Lanes[..values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            Vector512<float> direction = directions[i] - shrink * values[i];
            mean[i] = Normal(beta1 * mean[i] + rest1 * direction);
            meanSquare[i] = Normal(beta2 * meanSquare[i] + rest2 * (direction * direction));
            values[i] += rate * mean[i] / (scale * Vector512.Sqrt(meanSquare[i]) + epsilon);
        }
    }

    public override void CopyFrom(FastOptimizer other)
    {
        var adam = (FastAdam)other;
        adam._mean.Span.CopyTo(_mean.Span);
        adam._meanSquare.Span.CopyTo(_meanSquare.Span);
        _steps = adam._steps;
    }
}
