using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;

namespace MnistNotebooks.Charts;

/// <summary>
/// Square pictures side by side as a single heatmap with gaps: a hundred plots of their own would take plotly.js seconds.
/// </summary>
internal sealed class Mosaic
{
    private const int PixelsPerGap = 14;
    private const int LargestTile = 164;
    private const int LoneTile = 300;
    private const int FewTile = 220;
    private const int Few = 3;
    private const int CaptionLine = 18;
    private const int CaptionCharacter = 8;
    private const int Margin = 12;

    // Where a page has room a tile may grow to this size, or by this factor; where it lacks room a tile without caption may shrink.
    private const int LargestOnPage = 300;
    private const double MostGrowth = 1.5;
    private const double SmallestTile = 40;

    private readonly int _side;
    private readonly int _gap;
    private readonly int _columns;
    private readonly int _rows;
    private readonly int _captionRows;
    private readonly double _pixelSize;
    private readonly int _right;
    private readonly IReadOnlyList<IReadOnlyList<string>>? _captions;

    /// <param name="count">Number of pictures.</param>
    /// <param name="columns">Most pictures in a row.</param>
    /// <param name="captions">A line above each picture, or none.</param>
    /// <param name="barTitle">Title of the colour bar beside them, or null for none.</param>
    /// <param name="side">Rows, and columns, of a picture.</param>
    public Mosaic(int count, int columns, IReadOnlyList<string>? captions, string? barTitle, int side = DigitSet.Side)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (count == 0)
            throw new ArgumentException("There are no pictures to draw.", nameof(count));
        if (captions is not null && captions.Count != count)
            throw new ArgumentException($"There are {count} pictures but {captions.Count} captions.", nameof(captions));
        _side = side;
        _gap = Math.Max(1, side / PixelsPerGap);
        _columns = Math.Min(columns, count);
        _rows = (count + _columns - 1) / _columns;
        _right = barTitle is null ? Margin : ColorBar.Room(barTitle);
        // What is compared in twos and threes is meant to be looked at closely.
        int largest = count switch { 1 => LoneTile, <= Few => FewTile, _ => LargestTile };
        _pixelSize = Math.Min((double)largest / StepRight, (double)(Layouts.MaximalWidth - Margin - _right) / Width);
        int characters = (int)(StepRight * _pixelSize / CaptionCharacter);
        if (captions is not null && !captions.All(string.IsNullOrEmpty))
            _captions = [.. captions.Select(caption => Layouts.Wrap(caption, characters))];
        int lines = _captions is null ? 0 : Math.Max(1, _captions.Max(caption => caption.Count));
        _captionRows = (int)Math.Ceiling((lines * CaptionLine + (lines > 0 ? 2 : 0)) / _pixelSize);
    }

    private int StepRight => _side + _gap;

    private int StepDown => _side + _gap + _captionRows;

    private int Height => _rows * StepDown + _gap;

    private int Width => _columns * StepRight + _gap;

    /// <summary>All pictures in one matrix; the gaps are not a number, so that nothing is drawn there.</summary>
    public Matrix<double> Compose(IReadOnlyList<Vector<double>> pictures)
    {
        var all = Matrix<double>.Build.Dense(Height, Width, double.NaN);
        for (int i = 0; i < pictures.Count; i++)
        {
            var picture = pictures[i];
            if (picture.Count != _side * _side)
                throw new ArgumentException(
                    $"A picture has {_side * _side} values, but picture {i} has {picture.Count}.", nameof(pictures));
            var (top, left) = Corner(i);
            for (int pixel = 0; pixel < picture.Count; pixel++)
                all[top + pixel / _side, left + pixel % _side] = picture[pixel];
        }
        return all;
    }

    /// <summary>The pictures of one column of the mosaic, for a trace of their own, and where its left edge is.</summary>
    public (Matrix<double> Values, int Left) Strip(IReadOnlyList<Vector<double>> pictures, int column)
    {
        int left = Corner(column).Left;
        return (Compose(pictures).SubMatrix(0, Height, left, _side), left);
    }

    /// <summary>A layout of the right size, captions in their places.</summary>
    public JsonObject Layout(string title)
    {
        int width = (int)(Width * _pixelSize) + Margin + _right;
        bool fillsPage = width > Layouts.MaximalWidth - FewTile / 3;
        var layout = Layouts.ForPictures(title, (int)(Height * _pixelSize) + Margin, fillsPage ? null : width);
        layout["margin"]!["r"] = _right;
        double tile = _side * _pixelSize;
        Layouts.KeepShape(layout, _captions is null ? Math.Min(1, SmallestTile / tile) : 1, Math.Min(MostGrowth, LargestOnPage / tile));
        layout["plot_bgcolor"] = Colors.Gap;
        layout["xaxis"]!["range"] = new JsonArray(-0.5, Width - 0.5);
        layout["yaxis"]!["range"] = new JsonArray(Height - 0.5, -0.5);
        layout["yaxis"]!.AsObject().Remove("autorange");
        if (_captions is not null)
            layout["annotations"] = new JsonArray([.. _captions.Select(Caption)]);
        return layout;
    }

    /// <summary>Cuts the colour bar of a trace where the pictures are higher than it needs to be.</summary>
    public JsonObject WithBar(JsonObject trace)
    {
        ColorBar.Limit(trace, Height * _pixelSize);
        return trace;
    }

    private JsonObject Caption(IReadOnlyList<string> lines, int picture)
    {
        var (top, left) = Corner(picture);
        return new()
        {
            ["text"] = string.Join("<br>", lines.Select(line => Layouts.Plain(line))),
            ["x"] = left + (_side - 1) / 2.0,
            ["y"] = top - 0.5,
            ["yanchor"] = "bottom",
            ["showarrow"] = false,
            ["borderpad"] = 0,
            ["font"] = new JsonObject { ["size"] = 13 },
        };
    }

    private (int Top, int Left) Corner(int picture) =>
        (_gap + _captionRows + picture / _columns * StepDown, _gap + picture % _columns * StepRight);
}
