using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>Plain descent with a penalty. Without one, steps go straight into the weights and nothing is needed.</summary>
internal sealed class FastSgd : FastOptimizer
{
    [MethodImpl(Hot.Path)]
    public override void Step(Span<Vector512<float>> values, Span<Vector512<float>> directions, float learningRate, float shrink)
    {
        directions = directions[..values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] += learningRate * (directions[i] - shrink * values[i]);
            directions[i] = Vector512<float>.Zero;
        }
    }

    public override void CopyFrom(FastOptimizer other)
    {
        // Nothing is remembered.
    }
}
