namespace MnistNotebooks.Data;

/// <summary>
/// A stream of random numbers fixed by its keys: the SplitMix64 generator (Steele, Lea and Flood,
/// "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014). Making one costs a few multiplications,
/// so every digit has its own and digits can be drawn in any order. Only additions, multiplications and shifts
/// are used, so all machines draw the same numbers.
/// </summary>
internal struct RandomStream
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <summary>The stream that belongs to these keys, in this order.</summary>
    public RandomStream(params ReadOnlySpan<int> keys)
    {
        foreach (int key in keys)
            _state = Mixed(_state + Step + (uint)key);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [low, high).</summary>
    public double Uniform(double low, double high) => low + (high - low) * Uniform();

    /// <summary>Uniform in 0…<paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)(Uniform() * count);

    /// <summary>
    /// Bell-shaped with the given mean and standard deviation, never more than 3.5 of them away: the sum of four uniform
    /// numbers. Unlike a normal number it has no far tail, which would now and then tear a digit apart.
    /// </summary>
    public double Bell(double mean, double deviation)
    {
        const double DeviationOfSum = 0.57735026918962576; // √(4/12)
        return mean + deviation / DeviationOfSum * (Uniform() + Uniform() + Uniform() + Uniform() - 2);
    }

    private ulong Next() => Mixed(_state += Step);

    private static ulong Mixed(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
