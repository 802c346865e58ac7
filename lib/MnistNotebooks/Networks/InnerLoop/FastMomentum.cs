using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>Descent with a velocity.</summary>
internal sealed class FastMomentum(float factor, int length) : FastOptimizer
{
    private readonly AlignedFloats _velocity = new(length);

    [MethodImpl(Hot.Path)]
    public override void Step(Span<Vector512<float>> values, Span<Vector512<float>> directions, float learningRate, float shrink)
    {
        directions = directions[..values.Length];
        Span<Vector512<float>> velocity = _velocity.Lanes[..values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            velocity[i] = Normal(factor * velocity[i] + directions[i] - shrink * values[i]);
            values[i] += learningRate * velocity[i];
            directions[i] = Vector512<float>.Zero;
        }
    }

    public override void CopyFrom(FastOptimizer other) => ((FastMomentum)other)._velocity.Span.CopyTo(_velocity.Span);
}
