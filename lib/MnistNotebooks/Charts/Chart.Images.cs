using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    /// <summary>Digits side by side on one grey scale, white paper and black ink.</summary>
    /// <param name="digits">What to draw; a <see cref="DigitSet"/>, or some of one.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="captions">A line above each digit; by default its label.</param>
    /// <param name="columns">Digits in a row.</param>
    /// <exception cref="ArgumentException">There are no digits, or not as many captions as digits.</exception>
    public static Figure Digits(IEnumerable<Digit> digits, string title, IEnumerable<string>? captions = null, int columns = 10)
    {
        ArgumentNullException.ThrowIfNull(digits);
        Digit[] all = [.. digits];
        string[] lines = captions is null ? [.. all.Select(digit => $"{digit.Label}")] : [.. captions];
        var mosaic = new Mosaic(all.Length, columns, lines, barTitle: null);
        var values = mosaic.Compose([.. all.Select(digit => digit.Inputs(new PixelScale(0, 1)))]);
        var range = new ValueRange(0, byte.MaxValue);
        var trace = ColorMap.ForInk(range).Trace(new Numbers(range, 0).Rows(values), "%{z}", barTitle: null);
        string text = $"{title}: {all.Length} digits in rows of {Math.Min(columns, all.Length)}.";
        return new([trace], mosaic.Layout(title), text, lines.All(string.IsNullOrEmpty) ? "" : string.Join(" · ", lines));
    }

    /// <summary>Pictures of weights side by side on one scale, zero in white: compare them by colour.</summary>
    /// <param name="images">Vectors of as many values each, row by row: 784 for 28×28, 9 for 3×3.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="captions">A line above each picture; by default its number from 0.</param>
    /// <param name="columns">Pictures in a row.</param>
    /// <param name="valueTitle">What the values are: the title of the colour bar.</param>
    /// <exception cref="ArgumentException">There are no pictures, one has not as many values as the first or is not square, or there are
    /// not as many captions.</exception>
    public static Figure Images(
        IEnumerable<Vector<double>> images, string title,
        IEnumerable<string>? captions = null, int columns = 10, string valueTitle = "weight")
    {
        ArgumentNullException.ThrowIfNull(images);
        Vector<double>[] all = [.. images];
        string[] lines = captions is null ? Sketch.Numbered(all.Length) : [.. captions];
        int side = all.Length == 0 ? DigitSet.Side : (int)Math.Round(Math.Sqrt(all[0].Count));
        if (all.Length > 0 && side * side != all[0].Count)
            throw new ArgumentException($"Pictures are square, but {all[0].Count} values are not.", nameof(images));
        var mosaic = new Mosaic(all.Length, columns, lines, valueTitle, side);
        var values = mosaic.Compose(all);
        var range = ValueRange.Of(values.Enumerate());
        var numbers = new Numbers(range, (long)all.Length * side * side);
        var trace = mosaic.WithBar(
            ColorMap.ForWeights(range).Trace(numbers.Rows(values), $"{Layouts.Plain(valueTitle)} %{{z}}", valueTitle));
        var layout = mosaic.Layout(title);
        Layouts.SayIfEmpty(layout, values.Enumerate());
        string text = $"{title}: {all.Length} pictures of {side}×{side} in rows of {Math.Min(columns, all.Length)}, "
            + $"{Range(valueTitle, values.Enumerate())} on one scale.";
        return new([trace], layout, text, string.Join(" · ", lines));
    }

    /// <summary>The rows of a matrix as pictures: of each hidden node its weights.</summary>
    /// <param name="rows">[pictures × pixels], 784 for 28×28.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="captions">A line above each picture; by default the row's number.</param>
    /// <param name="columns">Pictures in a row of the figure.</param>
    /// <param name="valueTitle">What the values are: the title of the colour bar.</param>
    /// <exception cref="ArgumentException">A row is not square, or there are not as many captions as rows.</exception>
    public static Figure Images(
        Matrix<double> rows, string title, IEnumerable<string>? captions = null, int columns = 10, string valueTitle = "weight")
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Images(rows.EnumerateRows(), title, captions, columns, valueTitle);
    }
}
