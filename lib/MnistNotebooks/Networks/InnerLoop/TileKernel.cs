using System.Runtime.Intrinsics;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>
/// The loops that take nearly all of the time, for a tile: 1 to <see cref="MaxLanes"/> lanes of neighbouring nodes, which stay in registers
/// while a loop runs. Rows of a tile are <c>stride</c> floats apart.
/// </summary>
internal abstract class TileKernel
{
    /// <summary>As many as leave room for two rows of weights in the registers: 32 of 512 bits, or 16 of 256.</summary>
    public static int MaxLanes { get; } = Vector512.IsHardwareAccelerated ? 8 : 2;

    /// <summary>The kernel for so many lanes, 1…8.</summary>
    public static TileKernel For(int lanes) => All[lanes - 1];

    private static readonly TileKernel[] All =
    [
        new TileKernel<Lane>(),
        new TileKernel<Joined<Lane, Lane>>(),
        new TileKernel<Joined<Lane, Joined<Lane, Lane>>>(),
        new TileKernel<Joined<Lane, Joined<Lane, Joined<Lane, Lane>>>>(),
        new TileKernel<Joined<Lane, Joined<Lane, Joined<Lane, Joined<Lane, Lane>>>>>(),
        new TileKernel<Joined<Lane, Joined<Lane, Joined<Lane, Joined<Lane, Joined<Lane, Lane>>>>>>(),
        new TileKernel<Joined<Lane, Joined<Lane, Joined<Lane, Joined<Lane, Joined<Lane, Joined<Lane, Lane>>>>>>>(),
        new TileKernel<Joined<Lane, Joined<Lane, Joined<Lane, Joined<Lane, Joined<Lane, Joined<Lane, Joined<Lane, Lane>>>>>>>>(),
    ];

    /// <summary>Width of the tile in floats.</summary>
    public abstract int Width { get; }

    /// <summary>sums[record] += inputs[grey level] · weights[pixel], for every dot of a block.</summary>
    /// <param name="block">The records.</param>
    /// <param name="inputs">Input of each of the 256 grey levels.</param>
    /// <param name="weights">A row of the tile's width per pixel.</param>
    /// <param name="sums">A row per record.</param>
    /// <param name="stride">From one row of the sums to the next.</param>
    public abstract void AddProducts(InkBlock block, ReadOnlySpan<float> inputs, ReadOnlySpan<float> weights, Span<float> sums, int stride);

    /// <summary>weights[pixel] += inputs[grey level] · steps[record], for every dot of a block.</summary>
    /// <param name="block">The records.</param>
    /// <param name="inputs">Input of each of the 256 grey levels.</param>
    /// <param name="weights">A row of the tile's width per pixel.</param>
    /// <param name="steps">A row per record.</param>
    /// <param name="stride">From one row of the steps to the next.</param>
    public abstract void AddSteps(InkBlock block, ReadOnlySpan<float> inputs, Span<float> weights, ReadOnlySpan<float> steps, int stride);

    /// <summary>sum += Σ factors[i] · rows[i].</summary>
    public abstract void AddRows(ReadOnlySpan<float> factors, ReadOnlySpan<float> rows, Span<float> sum, int stride);

    /// <summary>sums[i] += rows[i] · values.</summary>
    public abstract void AddDotProducts(ReadOnlySpan<float> rows, ReadOnlySpan<float> values, Span<float> sums, int stride);

    /// <summary>rows[i] += factors[i] · values.</summary>
    public abstract void AddToRows(ReadOnlySpan<float> factors, Span<float> rows, ReadOnlySpan<float> values, int stride);
}
