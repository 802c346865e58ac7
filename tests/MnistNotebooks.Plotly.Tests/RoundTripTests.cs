using System.Text.Json.Nodes;
using MnistNotebooks.Tests.Charts;
using Plotly.NET;
using Plotly.NET.CSharp;
using Plotly.NET.LayoutObjects;
using Chart = Plotly.NET.CSharp.Chart;
using Figure = MnistNotebooks.Charts.Figure;
using PlotlyFigure = Plotly.NET.Figure;

namespace MnistNotebooks.Plotly.Tests;

public sealed class RoundTripTests
{
    public static TheoryData<string> Names => Samples.Names;

    public static TheoryData<string> Films =>
        [.. Samples.All.Where(sample => sample.Value().Frames is not null).Select(sample => sample.Key)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_figure_comes_back_from_a_chart_as_it_was(string name)
    {
        Figure figure = Samples.All[name]();
        JsonNode expected = JsonNode.Parse(figure.ToJson())!;
        if (figure.Frames is not null)
        {
            expected.AsObject().Remove("frames");
            expected["layout"]!.AsObject().Remove("sliders");
            expected["layout"]!.AsObject().Remove("updatemenus");
        }
        AssertSame(expected, figure.ToPlotly().ToFigure(figure.AlternativeText));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_figure_comes_back_from_a_figure_of_Plotly_NET_with_its_frames(string name)
    {
        Figure figure = Samples.All[name]();
        PlotlyFigure converted = figure.ToPlotlyFigure();
        Assert.Equal(figure.Frames?.Count ?? 0, converted.Frames.Length);
        AssertSame(JsonNode.Parse(figure.ToJson())!, converted.ToFigure(figure.AlternativeText));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Plotly_NET_itself_writes_the_same_data(string name)
    {
        Figure figure = Samples.All[name]();
        JsonNode written = JsonNode.Parse(GenericChart.toJson(figure.ToPlotly()))!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(figure.Data.ToJsonString()), written["data"]));
    }

    [Theory]
    [MemberData(nameof(Films))]
    public void The_chart_of_a_film_has_its_first_moment_and_no_controls(string name)
    {
        Figure film = Samples.All[name]();
        Figure chart = film.ToPlotly().ToFigure(film.AlternativeText);
        Assert.Null(chart.Frames);
        Assert.Null(chart.Layout["sliders"]);
        Assert.Null(chart.Layout["updatemenus"]);
        Assert.True(JsonNode.DeepEquals(film.Data, chart.Data));
        Assert.NotNull(film.Layout["sliders"]);
    }

    [Fact]
    public void Buttons_that_do_not_play_frames_stay()
    {
        JsonNode menus = JsonNode.Parse("""
            [{"buttons": [{"method": "restyle", "args": ["visible", true]}]}, {"buttons": [{"method": "animate", "args": [null]}]}]
            """)!;
        var film = new Figure(
            [new JsonObject { ["type"] = "bar" }], new() { ["updatemenus"] = menus }, "A film",
            frames: [new JsonObject { ["name"] = "0" }]);
        JsonArray kept = film.ToPlotly().ToFigure("A film").Layout["updatemenus"]!.AsArray();
        Assert.Equal("restyle", Assert.Single(kept)!["buttons"]![0]!["method"]!.GetValue<string>());
    }

    [Fact]
    public void A_chart_shares_nothing_with_its_figure()
    {
        Figure figure = Samples.All["Bars"]();
        string before = figure.ToJson();
        GenericChart chart = figure.ToPlotly();
        GenericChart.getLayout(chart).SetProperty("showlegend", true);
        GenericChart.getLayout(chart).TryGetTypedPropertyValue<LinearAxis>("xaxis").Value.SetProperty("type", "log");
        Assert.Equal(before, figure.ToJson());
        Assert.Equal("log", chart.ToFigure("Bars").Layout["xaxis"]!["type"]!.GetValue<string>());
    }

    [Fact]
    public void Plotly_NET_restyles_a_title_and_keeps_what_it_does_not_name()
    {
        Figure figure = Samples.All["Bars"]();
        GenericChart chart = figure.ToPlotly().WithXAxisStyle<double, double, string>(TitleText: "node number");
        Figure restyled = chart.ToFigure("Bars");
        Assert.Equal("node number", restyled.Layout["xaxis"]!["title"]!["text"]!.GetValue<string>());
        Assert.Equal(figure.Layout["xaxis"]!["gridcolor"]!.GetValue<string>(), restyled.Layout["xaxis"]!["gridcolor"]!.GetValue<string>());
    }

    [Fact]
    public void Figures_go_into_a_grid_with_axes_of_their_own()
    {
        GenericChart grid = Chart.Grid([Samples.All["Bars"]().ToPlotly(), Samples.All["Histogram"]().ToPlotly()], 1, 2);
        Figure figure = grid.ToFigure("Two");
        Assert.Equal(["x", "x2"], figure.Data.Select(trace => trace!["xaxis"]!.GetValue<string>()));
        Assert.Equal("output node", figure.Layout["xaxis"]!["title"]!["text"]!.GetValue<string>());
        Assert.Equal("weight", figure.Layout["xaxis2"]!["title"]!["text"]!.GetValue<string>());
    }

    [Fact]
    public void NaN_and_infinities_of_a_chart_become_gaps()
    {
        GenericChart chart = Chart.Column<double, string, string>([1, double.NaN, double.PositiveInfinity, 0.1]);
        Assert.Contains("[1,null,null,0.1]", chart.ToFigure("Columns").ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void A_figure_needs_an_alternative_text(string text)
    {
        GenericChart chart = Chart.Column<double, string, string>([1]);
        Assert.Throws<ArgumentException>(() => chart.ToFigure(text));
        Assert.Throws<ArgumentException>(() => GenericChart.toFigure(chart).ToFigure(text));
    }

    [Fact]
    public void Other_meta_data_of_a_chart_stays_beside_the_alternative_text()
    {
        GenericChart chart = Chart.Column<double, string, string>([1]);
        GenericChart.getLayout(chart).SetProperty("meta", new Dictionary<string, string> { ["source"] = "made up" });
        Assert.Equal("""{"source":"made up","alternativeText":"Columns"}""", chart.ToFigure("Columns").Layout["meta"]!.ToJsonString());
    }

    private static void AssertSame(JsonNode expected, Figure figure)
    {
        JsonNode actual = JsonNode.Parse(figure.ToJson())!;
        foreach ((string part, JsonNode? value) in expected.AsObject())
            Assert.True(JsonNode.DeepEquals(value, actual[part]), $"{part}: {Short(value)}\n{Short(actual[part])}");
        Assert.Equal(expected.AsObject().Select(part => part.Key).Order(), actual.AsObject().Select(part => part.Key).Order());
    }

    private static string Short(JsonNode? node)
    {
        string text = node?.ToJsonString() ?? "nothing";
        return text.Length > 2000 ? text[..2000] : text;
    }
}
