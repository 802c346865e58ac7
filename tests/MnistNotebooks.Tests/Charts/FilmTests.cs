using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Charts;

namespace MnistNotebooks.Tests.Charts;

public sealed class FilmTests
{
    private static Matrix<double>[] Moments { get; } = [.. Enumerable.Range(1, 4).Select(size => Samples.Weights(3, 784) * size)];

    private static string[] Captions { get; } = ["0 records", "10 records", "20 records", "30 records"];

    [Fact]
    public void Frames_and_slider_steps_belong_together()
    {
        var figure = Chart.Film(Moments, Captions, "t");
        var frames = figure.Frames!;
        var steps = figure.Layout["sliders"]![0]!["steps"]!.AsArray();
        Assert.Equal(4, frames.Count);
        Assert.Equal(frames.Select(frame => frame!["name"]!.GetValue<string>()), steps
            .Select(step => step!["args"]![0]![0]!.GetValue<string>()));
        Assert.Equal(Captions, steps.Select(step => step!["label"]!.GetValue<string>()));
        Assert.NotEqual(frames[0]!["data"]!.ToJsonString(), frames[1]!["data"]!.ToJsonString());
    }

    [Theory]
    [InlineData(null, 3)]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    public void A_film_opens_on_its_last_frame_or_on_the_one_that_was_asked_for(int? start, int opening)
    {
        Figure[] films =
        [
            Chart.Film(Moments, Captions, "t", start: start),
            Chart.Film(Moments.Select(moment => moment.Row(0)), Captions, "t", start: start),
            Chart.DecisionFilm(Samples.Moons, [.. Enumerable.Range(0, 4).Select(i => Samples.Line(0.2 * i))], Captions, "t", start),
        ];
        Assert.All(films, film =>
        {
            Assert.Equal(opening, film.Layout["sliders"]![0]!["active"]!.GetValue<int>());
            Assert.Equal(film.Data[0]!["z"]!.ToJsonString(), film.Frames![opening]!["data"]![0]!["z"]!.ToJsonString());
        });
        Assert.Throws<ArgumentOutOfRangeException>(() => Chart.Film(Moments, Captions, "t", start: 4));
    }

    [Fact]
    public void All_frames_share_the_scale_of_the_largest()
    {
        double end = Moments[3].Enumerate().Max(Math.Abs);
        var trace = Chart.Film(Moments, Captions, "t").Data[0]!;
        Assert.Equal((-end, end), (trace["zmin"]!.GetValue<double>(), trace["zmax"]!.GetValue<double>()));
        Assert.All(Chart.Film(Moments, Captions, "t").Frames!, frame => Assert.Null(frame!["data"]![0]!["zmin"]));
    }

    [Fact]
    public void Colours_may_end_below_the_largest_value()
    {
        var trace = Chart.Film(Moments, Captions, "t", end: 0.1).Data[0]!;
        Assert.Equal((-0.1, 0.1), (trace["zmin"]!.GetValue<double>(), trace["zmax"]!.GetValue<double>()));
        Assert.Throws<ArgumentException>(() => Chart.Film(Moments, Captions, "t", end: -1));
    }

    [Fact]
    public void One_button_plays_and_one_stops()
    {
        var buttons = Chart.Film(Moments, Captions, "t").Layout["updatemenus"]![0]!["buttons"]!;
        Assert.Null(buttons[0]!["args"]![0]);
        Assert.Equal("[null]", buttons[1]!["args"]![0]!.ToJsonString());
        Assert.All(buttons.AsArray(), button => Assert.True(button!["args"]![1]!["frame"]!["redraw"]!.GetValue<bool>()));
    }

    [Fact]
    public void A_film_of_a_single_picture_leaves_room_for_its_slider()
    {
        var figure = Chart.Film(Moments.Select(moment => moment.Row(0)), Captions, "t");
        Assert.Equal(480, figure.Layout["width"]!.GetValue<int>());
        Assert.Equal(784, figure.Data[0]!["z"]!.AsArray().Sum(row => row!.AsArray().Count(value => value is not null)));
    }

    [Fact]
    public void Pictures_may_be_smaller_than_digits()
    {
        var frame = Matrix<double>.Build.Dense(2, 4, (picture, pixel) => 10 * picture + pixel + 1);
        var z = Chart.Film([frame, frame], ["a", "b"], "t").Data[0]!["z"]!.AsArray();
        var values = z.Select(row => row!.AsArray().Where(value => value is not null)
            .Select(value => value!.GetValue<double>())).Where(row => row.Any());
        Assert.Equal([[1.0, 2, 11, 12], [3.0, 4, 13, 14]], values);
    }

    [Fact]
    public void Twenty_frames_of_ten_pictures_take_about_a_megabyte()
    {
        var frames = Enumerable.Range(1, 20).Select(size => Samples.Weights(10, 784) * (1 + size / 20.0));
        Assert.InRange(Chart.Film(frames, Enumerable.Range(0, 20).Select(i => $"{i}"), "t").ToJson().Length, 500_000, 1_500_000);
    }

    [Fact]
    public void Frames_that_do_not_fit_are_refused()
    {
        Assert.StartsWith("A film needs as many captions as frames, and at least one; there are 4 frames and 1 captions.",
            Assert.Throws<ArgumentException>(() => Chart.Film(Moments, ["a"], "t")).Message, StringComparison.Ordinal);
        Assert.StartsWith("Frame 1 has 2 pictures, but the first has 3.",
            Assert.Throws<ArgumentException>(() => Chart.Film([Moments[0], Samples.Weights(2, 784)], ["a", "b"], "t")).Message,
                StringComparison.Ordinal);
        Assert.StartsWith("Pictures are square, but 783 values are not.",
            Assert.Throws<ArgumentException>(() => Chart.Film([Samples.Weights(2, 783)], ["a"], "t")).Message, StringComparison.Ordinal);
        Assert.StartsWith("A picture has 784 values, but picture 0 has 196.",
            Assert.Throws<ArgumentException>(() => Chart.Film([Samples.Weights(2, 784), Samples.Weights(2, 196)], ["a", "b"], "t")).Message,
                StringComparison.Ordinal);
    }
}
