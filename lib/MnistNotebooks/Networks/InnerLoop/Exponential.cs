using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>The exponential function, 16 floats at a time.</summary>
internal static class Exponential
{
    /// <summary>eˣ for x from −87 to 87, and its value there outside: never 0, never infinite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x) => PowerOfTwo(x * 1.44269504f);

    /// <summary>
    /// 2ˣ for x from −126 to 126, and its value there outside. 2ˣ = 2ⁿ · 2ᶠ with n whole and |f| ≤ ½: a polynomial gives 2ᶠ, and n is added to its exponent.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<float> x)
    {
        // Added to a small number, 1.5 · 2²³ rounds it and leaves its whole part in the lowest bits.
        Vector512<float> rounder = Vector512.Create(12582912f);
        x = Vector512.Max(Vector512.Min(x, Vector512.Create(126f)), Vector512.Create(-126f));
        Vector512<float> n = x + rounder;
        Vector512<float> f = x - (n - rounder);
        Vector512<float> power = Vector512.Create(1.5353362e-4f);
        power = Vector512.MultiplyAddEstimate(power, f, Vector512.Create(1.3398874e-3f));
        power = Vector512.MultiplyAddEstimate(power, f, Vector512.Create(9.6184374e-3f));
        power = Vector512.MultiplyAddEstimate(power, f, Vector512.Create(5.5503325e-2f));
        power = Vector512.MultiplyAddEstimate(power, f, Vector512.Create(2.4022648e-1f));
        power = Vector512.MultiplyAddEstimate(power, f, Vector512.Create(6.9314720e-1f));
        power = Vector512.MultiplyAddEstimate(power, f, Vector512<float>.One);
        return (power.AsInt32() + Vector512.ShiftLeft(n.AsInt32(), 23)).AsSingle();
    }
}
