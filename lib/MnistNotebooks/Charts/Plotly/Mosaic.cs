using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;

namespace MnistNotebooks.Charts;

/// <summary>
/// Pictures of 28×28 side by side as a single heatmap with gaps: a hundred plots of their own would take plotly.js seconds.
/// </summary>
internal sealed class Mosaic
{
    private const int Gap = 2;
    private const int StepRight = DigitSet.Side + Gap;
    private const int LargestTile = 140;
    private const int LoneTile = 300;
    private const int CaptionPixels = 20;
    private const int Margins = 24;
    private const int ColorBarPixels = 80;

    private readonly int _columns;
    private readonly int _rows;
    private readonly int _captionRows;
    private readonly double _pixelSize;
    private readonly int _barPixels;
    private readonly IReadOnlyList<string>? _captions;

    /// <param name="count">Number of pictures.</param>
    /// <param name="columns">Most pictures in a row.</param>
    /// <param name="captions">A line above each picture, or none.</param>
    /// <param name="hasColorBar">True to leave room for a colour bar.</param>
    public Mosaic(int count, int columns, IReadOnlyList<string>? captions, bool hasColorBar)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (count == 0)
            throw new ArgumentException("There are no pictures to draw.", nameof(count));
        if (captions is not null && captions.Count != count)
            throw new ArgumentException($"There are {count} pictures but {captions.Count} captions.", nameof(captions));
        _columns = Math.Min(columns, count);
        _rows = (count + _columns - 1) / _columns;
        _captions = captions;
        _barPixels = hasColorBar ? ColorBarPixels : 0;
        _pixelSize = Math.Min(count == 1 ? LoneTile : LargestTile, (Layouts.MaximalWidth - Margins - _barPixels) / (double)_columns) / StepRight;
        _captionRows = captions is null ? 0 : (int)Math.Ceiling(CaptionPixels / _pixelSize);
    }

    private int StepDown => DigitSet.Side + Gap + _captionRows;

    private int Height => _rows * StepDown + Gap;

    private int Width => _columns * StepRight + Gap;

    /// <summary>All pictures in one matrix; the gaps are not a number, so that nothing is drawn there.</summary>
    public Matrix<double> Compose(IReadOnlyList<Vector<double>> pictures)
    {
        var all = Matrix<double>.Build.Dense(Height, Width, double.NaN);
        for (int i = 0; i < pictures.Count; i++)
        {
            var picture = pictures[i];
            if (picture.Count != DigitSet.PixelCount)
                throw new ArgumentException($"A picture has {DigitSet.PixelCount} values, but picture {i} has {picture.Count}.", nameof(pictures));
            var (top, left) = Corner(i);
            for (int pixel = 0; pixel < picture.Count; pixel++)
                all[top + pixel / DigitSet.Side, left + pixel % DigitSet.Side] = picture[pixel];
        }
        return all;
    }

    /// <summary>A layout of the right size, captions in their places.</summary>
    public JsonObject Layout(string title)
    {
        int width = (int)(Width * _pixelSize) + Margins + _barPixels;
        bool fillsPage = width > Layouts.MaximalWidth - LargestTile / 2;
        var layout = Layouts.Picture(title, (int)(Height * _pixelSize) + Margins / 2, fillsPage ? null : width);
        layout["plot_bgcolor"] = Colors.Gap;
        layout["xaxis"]!["range"] = new JsonArray(-0.5, Width - 0.5);
        layout["yaxis"]!["range"] = new JsonArray(Height - 0.5, -0.5);
        layout["yaxis"]!.AsObject().Remove("autorange");
        if (_captions is not null)
            layout["annotations"] = new JsonArray([.. _captions.Select(Caption)]);
        return layout;
    }

    private JsonObject Caption(string text, int picture)
    {
        var (top, left) = Corner(picture);
        return new()
        {
            ["text"] = Layouts.Plain(text),
            ["x"] = left + (DigitSet.Side - 1) / 2.0,
            ["y"] = top - 0.5,
            ["yanchor"] = "bottom",
            ["showarrow"] = false,
            ["borderpad"] = 0,
            ["font"] = new JsonObject { ["size"] = 13 },
        };
    }

    private (int Top, int Left) Corner(int picture) =>
        (Gap + _captionRows + picture / _columns * StepDown, Gap + picture % _columns * StepRight);
}
