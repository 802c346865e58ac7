using System.Runtime.CompilerServices;
using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>A row of nodes, cut into tiles.</summary>
internal sealed class Tiling
{
    private readonly TileKernel[] _kernels;
    private readonly int[] _starts;

    /// <summary>Tiles for so many nodes, about equally wide.</summary>
    public Tiling(int nodes)
    {
        int lanes = Lane.CountFor(nodes);
        int tiles = (lanes + TileKernel.MaxLanes - 1) / TileKernel.MaxLanes;
        _kernels = new TileKernel[tiles];
        _starts = new int[tiles];
        for (int i = 0; i < tiles; i++)
        {
            int first = lanes * i / tiles;
            _kernels[i] = TileKernel.For(lanes * (i + 1) / tiles - first);
            _starts[i] = first * Lane.Floats;
        }
        Width = lanes * Lane.Floats;
    }

    /// <summary>The nodes, rounded up to whole lanes.</summary>
    public int Width { get; }

    /// <summary>Number of tiles.</summary>
    public int Count => _kernels.Length;

    /// <summary>The first node of a tile.</summary>
    public int FirstNode(int tile) => _starts[tile];

    /// <summary>A pixel's weights for the nodes of a tile. They lie tile after tile, pixel after pixel.</summary>
    public Span<float> WeightsOf(int pixel, int tile, Span<float> weights)
    {
        int width = _kernels[tile].Width;
        return weights.Slice(_starts[tile] * DigitSet.PixelCount + pixel * width, width);
    }

    [MethodImpl(Hot.Path)]
    public void AddProducts(InkBlock block, ReadOnlySpan<float> inputs, ReadOnlySpan<float> weights, Span<float> sums)
    {
        for (int i = 0; i < _kernels.Length; i++)
            _kernels[i].AddProducts(block, inputs, weights[(_starts[i] * DigitSet.PixelCount)..], sums[_starts[i]..], Width);
    }

    [MethodImpl(Hot.Path)]
    public void AddSteps(InkBlock block, ReadOnlySpan<float> inputs, Span<float> weights, ReadOnlySpan<float> steps)
    {
        for (int i = 0; i < _kernels.Length; i++)
            _kernels[i].AddSteps(block, inputs, weights[(_starts[i] * DigitSet.PixelCount)..], steps[_starts[i]..], Width);
    }

    /// <summary>weights[pixel] += nodes, for every pixel.</summary>
    [MethodImpl(Hot.Path)]
    public void AddToPixels(ReadOnlySpan<float> nodes, Span<float> weights)
    {
        for (int i = 0; i < _kernels.Length; i++)
        {
            int width = _kernels[i].Width, start = _starts[i] * DigitSet.PixelCount;
            for (int pixel = 0; pixel < DigitSet.PixelCount; pixel++)
                Row.Add(nodes.Slice(_starts[i], width), weights.Slice(start + pixel * width, width));
        }
    }

    /// <summary>nodes = Σ weights[pixel] over the pixels.</summary>
    [MethodImpl(Hot.Path)]
    public void AddUpPixels(ReadOnlySpan<float> weights, Span<float> nodes)
    {
        nodes.Clear();
        for (int i = 0; i < _kernels.Length; i++)
        {
            int width = _kernels[i].Width, start = _starts[i] * DigitSet.PixelCount;
            for (int pixel = 0; pixel < DigitSet.PixelCount; pixel++)
                Row.Add(weights.Slice(start + pixel * width, width), nodes.Slice(_starts[i], width));
        }
    }

    [MethodImpl(Hot.Path)]
    public void AddRows(ReadOnlySpan<float> factors, ReadOnlySpan<float> rows, Span<float> sum)
    {
        for (int i = 0; i < _kernels.Length; i++)
            _kernels[i].AddRows(factors, rows[_starts[i]..], sum[_starts[i]..], Width);
    }

    [MethodImpl(Hot.Path)]
    public void AddDotProducts(ReadOnlySpan<float> rows, ReadOnlySpan<float> values, Span<float> sums)
    {
        for (int i = 0; i < _kernels.Length; i++)
            _kernels[i].AddDotProducts(rows[_starts[i]..], values[_starts[i]..], sums, Width);
    }

    [MethodImpl(Hot.Path)]
    public void AddToRows(ReadOnlySpan<float> factors, Span<float> rows, ReadOnlySpan<float> values)
    {
        for (int i = 0; i < _kernels.Length; i++)
            _kernels[i].AddToRows(factors, rows[_starts[i]..], values[_starts[i]..], Width);
    }
}
