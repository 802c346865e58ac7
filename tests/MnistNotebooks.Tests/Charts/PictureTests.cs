using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Charts;
using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Charts;

public sealed class PictureTests
{
    [Fact]
    public void A_digit_is_black_on_white_with_square_pixels()
    {
        var figure = Chart.Digit(Samples.Digits[3]);
        var trace = Assert.Single(figure.Data)!;
        Assert.Equal("""[[0,"#ffffff"],[1,"#000000"]]""", trace["colorscale"]!.ToJsonString());
        Assert.Equal((0, 255), (trace["zmin"]!.GetValue<double>(), trace["zmax"]!.GetValue<double>()));
        Assert.Equal("x", figure.Layout["yaxis"]!["scaleanchor"]!.GetValue<string>());
        Assert.Equal("reversed", figure.Layout["yaxis"]!["autorange"]!.GetValue<string>());
        Assert.Equal("A 3", figure.Layout["title"]!["text"]!.GetValue<string>());
        Assert.Equal(28, trace["z"]!.AsArray().Count);
        Assert.All(trace["z"]!.AsArray(), row => Assert.Equal(28, row!.AsArray().Count));
    }

    [Fact]
    public void Network_inputs_draw_the_same_picture_on_their_own_scale()
    {
        var trace = Chart.Digit(Samples.Digits[0].Inputs(PixelScale.Tutorial), "inputs").Data[0]!;
        Assert.Equal((0, 1), (trace["zmin"]!.GetValue<double>(), trace["zmax"]!.GetValue<double>()));
        Assert.Equal(0.01, trace["z"]![0]![0]!.GetValue<double>());
        Assert.Equal(1, trace["z"]![0]![14]!.GetValue<double>());
    }

    [Fact]
    public void Each_pixel_has_its_number_in_a_colour_that_can_be_read_on_it()
    {
        var values = Vector<double>.Build.Dense(784, i => i % 256);
        var figure = Chart.Pixels(values, "numbers");
        var texts = figure.Data[1]!;
        Assert.Equal("x", figure.Layout["yaxis"]!["scaleanchor"]!.GetValue<string>());
        Assert.Equal(values.Select(value => $"{value}"), texts["text"]!.AsArray().Select(text => text!.GetValue<string>()));
        Assert.Equal((1, 2), (texts["x"]![57]!.GetValue<int>(), texts["y"]![57]!.GetValue<int>()));
        Assert.All(texts["textfont"]!["color"]!.AsArray().Take(256).Zip(Enumerable.Range(0, 256)), pixel =>
        {
            int shade = 255 - pixel.Second;
            Assert.True(Colors.Contrast(pixel.First!.GetValue<string>(), $"#{shade:x2}{shade:x2}{shade:x2}") > 4.5, $"{pixel}");
        });
    }

    [Fact]
    public void A_picture_of_the_wrong_length_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Chart.Digit(Vector<double>.Build.Dense(783), "t"));
        Assert.StartsWith("A picture has 784 values, but there are 783.", error.Message, StringComparison.Ordinal);
        error =
            Assert.Throws<ArgumentException>(() => Chart.Images([Vector<double>.Build.Dense(784), Vector<double>.Build.Dense(10)], "t"));
        Assert.StartsWith("A picture has 784 values, but picture 1 has 10.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stages_with_frames_of_one_side_are_drawn_on_one_scale()
    {
        Matrix<double> large = Matrix<double>.Build.Dense(20, 10, 255), small = Matrix<double>.Build.Dense(5, 2, 255);
        var figure = Chart.Stages("t", ("large", large, 28), ("small", small, 28), ("alone", small, 5));
        Assert.Equal(3, figure.Data.Count);
        Assert.Equal([20, 5, 5], figure.Data.Select(trace => trace!["z"]!.AsArray().Count));
        string[] ranges = [.. ((string[])["xaxis", "xaxis2", "xaxis3"]).Select(axis => figure.Layout[axis]!["range"]!.ToJsonString())];
        Assert.Equal(["[-9.5,18.5]", "[-13.5,14.5]", "[-2,3]"], ranges);
        Assert.Equal("[23.5,-4.5]", figure.Layout["yaxis"]!["range"]!.ToJsonString());
        Assert.Equal(["large", "small", "alone"], Captions(figure));
        string refusal = Assert.Throws<ArgumentException>(() => Chart.Stages("t", ("large", large, 19))).Message;
        Assert.StartsWith("'large' has 20×10 pixels, more than its frame of 19×19.", refusal, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Chart.Stages("t"));
    }

    [Fact]
    public void Digits_share_one_heatmap_and_one_scale()
    {
        var figure = Chart.Digits(Samples.Digits, "t", columns: 5);
        var trace = Assert.Single(figure.Data)!;
        Assert.Equal((0, 255), (trace["zmin"]!.GetValue<double>(), trace["zmax"]!.GetValue<double>()));
        Assert.All(trace["z"]!.AsArray(), row => Assert.Contains(row!.AsArray().Count, new[] { 0, 5 * 30 + 2 }));
        Assert.Equal(12 * 784, trace["z"]!.AsArray().Sum(row => row!.AsArray().Count(value => value is not null)));
        Assert.Equal(["0", "1", "2"], Captions(figure).Take(3));
    }

    [Fact]
    public void Each_picture_of_a_grid_stands_below_its_caption()
    {
        var numbered = Matrix<double>.Build.Dense(5, 784, (row, _) => row + 1);
        var figure = Chart.Images(numbered, "t", ["a", "b", "c", "d", "e"], columns: 2);
        var z = figure.Data[0]!["z"]!;
        foreach (var (caption, picture) in figure.Layout["annotations"]!.AsArray().Zip(Enumerable.Range(1, 5)))
        {
            int middle = (int)caption!["x"]!.GetValue<double>();
            int top = (int)(caption["y"]!.GetValue<double>() + 0.5);
            Assert.Equal("abcde"[picture - 1], caption["text"]!.GetValue<string>()[0]);
            Assert.Null(z[top - 1]!.AsArray().ElementAtOrDefault(middle));
            Assert.All(Enumerable.Range(top, 28), row => Assert.Equal(picture, z[row]![middle]!.GetValue<double>()));
            Assert.Null(z[top + 28]!.AsArray().ElementAtOrDefault(middle));
        }
    }

    [Fact]
    public void Ten_pictures_in_a_row_take_the_width_that_a_page_has()
    {
        foreach (string kind in (string[])["Digits", "Images"])
        {
            var layout = Samples.All[kind]().Layout;
            Assert.Null(layout["width"]);
            Assert.True(layout["meta"]!["shape"]!["most"]!.GetValue<double>() > 1.2);
        }
    }

    [Fact]
    public void Long_captions_are_broken_into_lines_that_fit_their_pictures()
    {
        var figure = Chart.Digits(Samples.Digits.Take(5), "t", Enumerable.Repeat("is 4, said 9 with 0.99 of certainty", 5), columns: 5);
        Assert.All(Captions(figure), caption => Assert.All(caption.Split("<br>"), line => Assert.InRange(line.Length, 1, 18)));
    }

    [Fact]
    public void A_map_of_pixels_has_square_pixels()
    {
        var layout = Samples.All["HeatmapPixels"]().Layout;
        Assert.Equal("x", layout["yaxis"]!["scaleanchor"]!.GetValue<string>());
        int Inner(string side, string before, string after) => layout[side]!.GetValue<int>() - layout["margin"]![before]!.GetValue<int>()
            - layout["margin"]![after]!.GetValue<int>();
        Assert.Equal(Inner("width", "l", "r"), Inner("height", "t", "b"));
    }

    [Fact]
    public void Weight_pictures_share_a_scale_with_zero_in_the_middle_even_when_all_are_positive()
    {
        var trace = Chart.Images(Matrix<double>.Build.Dense(2, 784, (row, _) => row + 1), "t").Data[0]!;
        Assert.Equal((-2, 2), (trace["zmin"]!.GetValue<double>(), trace["zmax"]!.GetValue<double>()));
        Assert.Equal("#ffffff", trace["colorscale"]![5]![1]!.GetValue<string>());
    }

    [Fact]
    public void Captions_and_columns_are_checked()
    {
        Assert.StartsWith("There are 12 pictures but 1 captions.",
            Assert.Throws<ArgumentException>(() => Chart.Digits(Samples.Digits, "t", ["a"])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Chart.Digits(Samples.Digits, "t", columns: 0));
        Assert.StartsWith("There are no pictures to draw.",
            Assert.Throws<ArgumentException>(() => Chart.Digits(Array.Empty<Digit>(), "t")).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Captions(Figure figure) =>
        figure.Layout["annotations"]!.AsArray().Select(caption => caption!["text"]!.GetValue<string>());
}
