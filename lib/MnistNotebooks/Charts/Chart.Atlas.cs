using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    private const int AtlasDigits = 4;
    private const int HalfSide = DigitSet.Side / 2;

    /// <summary>
    /// What nodes look for and what they find: of each node its weights, all on one scale with zero in white, and beside them up to four
    /// digits at half their size.
    /// </summary>
    /// <param name="weights">A node in every row: [nodes × 784].</param>
    /// <param name="digits">Of each node the digits that move it most, the foremost first; those after the fourth are left out.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="columns">Nodes in a row of the figure.</param>
    /// <param name="end">The weight at which the colours end, so that a few large ones don't wash out the rest; the largest by
    /// default.</param>
    /// <exception cref="ArgumentException">There are no nodes, not 784 weights to each, not as many lists of digits as nodes, or the end
    /// is not above 0.</exception>
    public static Figure Atlas(
        Matrix<double> weights, IReadOnlyList<IReadOnlyList<Digit>> digits, string title, int columns = 5, double? end = null)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(digits);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        int nodes = weights.RowCount;
        if (digits.Count != nodes)
            throw new ArgumentException($"There are {nodes} nodes but digits for {digits.Count}.", nameof(digits));
        Vector<double>[] tiles = [.. Enumerable.Range(0, nodes).SelectMany(node => new[] { weights.Row(node), Quarters(digits[node]) })];
        string Labels(IReadOnlyList<Digit> list) => string.Join(' ', list.Take(AtlasDigits).Select(digit => digit.Label));
        string[] captions = [.. digits.SelectMany((list, node) => new[] { $"node {node}", Labels(list) })];

        columns = Math.Min(columns, nodes);
        var mosaic = new Mosaic(tiles.Length, 2 * columns, captions, "weight");
        ValueRange range = ValueRange.Of(weights.Enumerate()), colors = ValueRange.UpTo(end, range), ink = new(0, byte.MaxValue);
        var data = new JsonArray();
        for (int column = 0; column < 2 * columns; column++)
        {
            bool isWeights = column % 2 == 0;
            var numbers = new Numbers(isWeights ? range : ink, (long)nodes * DigitSet.PixelCount);
            var (values, left) = mosaic.Strip(tiles, column);
            JsonObject trace = isWeights
                ? ColorMap.ForWeights(colors).Trace(numbers.Rows(values), "weight %{z}", column == 0 ? "weight" : null)
                : ColorMap.ForInk(ink).Trace(numbers.Rows(values), "%{z}", barTitle: null);
            trace["x0"] = left;
            data.Add(mosaic.WithBar(trace));
        }
        var layout = mosaic.Layout(title);
        Layouts.SayIfEmpty(layout, weights.Enumerate());
        string text = $"{title}: atlas of {nodes} nodes, {Range("weight", weights.Enumerate())} on one scale, each with up to "
            + $"{AtlasDigits} digits.";
        return new(data, layout, text, string.Join('\n', captions.Chunk(2).Select(pair => $"{pair[0]}: {pair[1]}")));
    }

    /// <summary>Up to four digits in the four quarters of one picture, each pixel the mean of four.</summary>
    private static Vector<double> Quarters(IEnumerable<Digit> digits)
    {
        var picture = Vector<double>.Build.Dense(DigitSet.PixelCount);
        foreach (var (quarter, digit) in digits.Take(AtlasDigits).Index())
        {
            for (int pixel = 0; pixel < DigitSet.PixelCount; pixel++)
            {
                int row = (quarter / 2 * HalfSide) + (pixel / DigitSet.Side / 2);
                int column = (quarter % 2 * HalfSide) + (pixel % DigitSet.Side / 2);
                picture[row * DigitSet.Side + column] += digit.Pixels[pixel] / 4.0;
            }
        }
        return picture;
    }
}
