using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Charts;

namespace MnistNotebooks.Tests.Charts;

/// <summary>Texts can be read on their colours; WCAG 2 asks for a contrast of 4.5.</summary>
public sealed class ColorTests
{
    private const double Readable = 4.5;

    public static TheoryData<string> Scales => [.. _scales.Keys];

    private static readonly Dictionary<string, Func<JsonArray>> _scales = new()
    {
        ["diverging"] = Colors.DivergingScale,
        ["sequential"] = Colors.SequentialScale,
        ["mistakes"] = Colors.MistakeScale,
        ["correct"] = Colors.CorrectScale,
        ["ink"] = Colors.InkScale,
        ["classes"] = () => Colors.ClassScale(7),
    };

    [Fact]
    public void Contrast_is_that_of_WCAG()
    {
        Assert.Equal(21, Colors.Contrast("#000000", "#ffffff"), 9);
        Assert.Equal(1, Colors.Contrast("#d55e00", "#d55e00"), 9);
        // The example of WCAG's technique G18.
        Assert.Equal(4.48, Colors.Contrast("#777777", "#ffffff"), 2);
    }

    [Theory]
    [MemberData(nameof(Scales))]
    public void Black_or_white_can_be_read_everywhere_on_a_scale(string scale) =>
        Assert.All(Enumerable.Range(0, 1001), step =>
        {
            string color = Colors.At(_scales[scale](), step / 1000.0);
            Assert.InRange(Colors.Contrast(color, Colors.TextOn(color)), Readable, 21);
        });

    [Fact]
    public void A_colour_between_two_of_a_scale_is_mixed_of_them()
    {
        JsonArray scale = [new JsonArray(0.0, "#000000"), new JsonArray(0.5, "#102030"), new JsonArray(1.0, "#ffffff")];
        Assert.Equal(["#000000", "#081018", "#102030", "#ffffff", "#ffffff"],
            new[] { -1, 0.25, 0.5, 1, 2 }.Select(place => Colors.At(scale, place)));
    }

    [Fact]
    public void Names_of_series_can_be_read_on_paper() =>
        Assert.All(Colors.Series, color => Assert.InRange(Colors.Contrast(Colors.ForText(color), Colors.Paper), Readable, 21));

    [Fact]
    public void Texts_of_rows_and_confusion_matrices_can_be_read()
    {
        var values = Vector<double>.Build.Dense(41, i => (i - 20) / 20.0);
        AssertReadable(Chart.Row(values, "t"), ColorMap.For(new(-1, 1)), [.. values]);
        AssertReadable(Chart.Row(values.Map(Math.Abs), "t"), ColorMap.For(new(0, 1)), [.. values.Map(Math.Abs)]);
        var counts = Matrix<double>.Build.Dense(10, 10, (row, column) => row == column ? 0 : 10 * row + column);
        // Rows follow columns in the matrix's own order, which is that of its cells' texts.
        AssertReadable(Chart.ConfusionMatrix(counts, "t"), new(Colors.MistakeScale, new(0, 98)), [.. counts.Enumerate()]);
    }

    private static void AssertReadable(Figure figure, ColorMap map, double[] values)
    {
        string[] colors = [.. figure.Data[^1]!["textfont"]!["color"]!.AsArray().Select(color => color!.GetValue<string>())];
        Assert.Equal(values.Length, colors.Length);
        JsonArray scale = map.Scale();
        Assert.All(values.Zip(colors), cell => Assert.InRange(Colors.Contrast(
            cell.Second, Colors.At(scale, (cell.First - map.Range.Min) / map.Range.Size)), Readable, 21));
    }
}
