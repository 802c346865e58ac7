using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MnistNotebooks.Data;

namespace MnistNotebooks.Benchmarks.Peers;

/// <summary>
/// What one core can do at best with one record at a time, measured on the machine: a record has to read the weights of its inked pixels,
/// and to read and write them once more to change them; and each of them takes two multiply-adds. Whichever takes longer is the limit.
/// A loop that takes many records at a time fetches weights less often, so it may come below the first.
/// </summary>
internal static class Limit
{
    private const int Repetitions = 400;

    /// <summary>The limit for one hidden layer on these digits.</summary>
    public static double MicrosecondsPerRecord(DigitSet digits, int hiddenNodes)
    {
        double inked = digits.Pixels.Length - digits.Pixels.Count((byte)0);
        double weights = inked / digits.Count * hiddenNodes;
        float[] all = new float[DigitSet.PixelCount * hiddenNodes];
        double reading = Fastest(() => Read(all)) / all.Length, updating = Fastest(() => Update(all)) / all.Length;
        double moving = weights * (reading + updating);
        double multiplying = 2 * weights * Fastest(() => MultiplyAdd(all.Length)) / all.Length;
        return Math.Max(moving, multiplying);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Read(float[] values)
    {
        Vector512<float> a = default, b = default, c = default, d = default;
        ReadOnlySpan<Vector512<float>> lanes = MemoryMarshal.Cast<float, Vector512<float>>(values);
        for (int i = 0; i + 4 <= lanes.Length; i += 4)
        {
            a += lanes[i];
            b += lanes[i + 1];
            c += lanes[i + 2];
            d += lanes[i + 3];
        }
        return Vector512.Sum(a + b + c + d);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Update(float[] values)
    {
        Vector512<float> step = Vector512.Create(1e-9f);
        foreach (ref Vector512<float> lane in MemoryMarshal.Cast<float, Vector512<float>>(values.AsSpan()))
            lane += step;
        return values[0];
    }

    /// <summary>So many multiply-adds, sixteen at a time, in ten chains that don't wait for each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float MultiplyAdd(int count)
    {
        Vector512<float> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default,
            i = default, j = default;
        Vector512<float> x = Vector512.Create(0.5f), y = Vector512.Create(1f);
        for (int done = 0; done < count; done += 10 * Vector512<float>.Count)
        {
            a = Vector512.MultiplyAddEstimate(a, x, y);
            b = Vector512.MultiplyAddEstimate(b, x, y);
            c = Vector512.MultiplyAddEstimate(c, x, y);
            d = Vector512.MultiplyAddEstimate(d, x, y);
            e = Vector512.MultiplyAddEstimate(e, x, y);
            f = Vector512.MultiplyAddEstimate(f, x, y);
            g = Vector512.MultiplyAddEstimate(g, x, y);
            h = Vector512.MultiplyAddEstimate(h, x, y);
            i = Vector512.MultiplyAddEstimate(i, x, y);
            j = Vector512.MultiplyAddEstimate(j, x, y);
        }
        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j);
    }

    /// <summary>Microseconds of the fastest of many repetitions: what the machine can do, not what it does on average.</summary>
    private static double Fastest(Func<float> action)
    {
        double fastest = double.PositiveInfinity;
        for (int i = 0; i < Repetitions; i++)
        {
            long start = Stopwatch.GetTimestamp();
            GC.KeepAlive(action());
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
        return fastest;
    }
}
