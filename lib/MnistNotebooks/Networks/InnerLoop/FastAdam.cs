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
    public override void Step(Span<Vector512<float>> values, Span<Vector512<float>> directions, float learningRate, float shrink)
    {
        _steps++;
        Vector512<float> rate = Vector512.Create(learningRate / (float)(1 - Math.Pow(options.Beta1, _steps)));
        Vector512<float> scale = Vector512.Create(1 / (float)Math.Sqrt(1 - Math.Pow(options.Beta2, _steps)));
        Vector512<float> keep = Vector512.Create((float)options.Beta1), add = Vector512.Create((float)(1 - options.Beta1));
        Vector512<float> keepSquare = Vector512.Create((float)options.Beta2), addSquare = Vector512.Create((float)(1 - options.Beta2));
        Vector512<float> epsilon = Vector512.Create((float)options.Epsilon), shrinkage = Vector512.Create(shrink);
        directions = directions[..values.Length];
        Span<Vector512<float>> means = _mean.Lanes[..values.Length], meanSquares = _meanSquare.Lanes[..values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            Vector512<float> value = values[i], direction = directions[i] - shrinkage * value;
            Vector512<float> mean = Normal(keep * means[i] + add * direction);
            Vector512<float> meanSquare = Normal(keepSquare * meanSquares[i] + addSquare * (direction * direction));
            means[i] = mean;
            meanSquares[i] = meanSquare;
            directions[i] = Vector512<float>.Zero;
            values[i] = value + rate * mean / (scale * Vector512.Sqrt(meanSquare) + epsilon);
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
