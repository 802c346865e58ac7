using System.Text.Json.Nodes;
using MnistNotebooks.Tests.Charts;
using Plotly.NET;
using Plotly.NET.CSharp;
using Chart = Plotly.NET.CSharp.Chart;
using Figure = MnistNotebooks.Charts.Figure;

namespace MnistNotebooks.Plotly.Tests;

public sealed class ThemeTests
{
    private static GenericChart Columns() => Chart.Column<double, string, string>([1, 2, 3]);

    [Fact]
    public void Without_a_theme_a_chart_stays_as_it_is()
    {
        GenericChart chart = Columns();
        JsonNode expected = JsonNode.Parse(GenericChart.toJson(chart))!;
        Figure figure = chart.ToFigure("Columns");
        figure.Layout.Remove("meta");
        Assert.True(JsonNode.DeepEquals(expected["layout"], JsonNode.Parse(figure.Layout.ToJsonString())));
        Assert.True(JsonNode.DeepEquals(expected["config"], JsonNode.Parse(figure.ToJson())!["config"]));
    }

    [Fact]
    public void The_theme_is_the_look_of_this_librarys_figures()
    {
        JsonNode theme = Columns().ToFigure("Columns", themed: true).Layout["template"]!["layout"]!;
        JsonObject ours = Samples.All["Bars"]().Layout;
        foreach (string part in (string[])["font", "paper_bgcolor", "plot_bgcolor", "hoverlabel", "margin", "modebar"])
            Assert.True(JsonNode.DeepEquals(ours[part], theme[part]), part);
        foreach (string part in (string[])["gridcolor", "linecolor", "ticks", "automargin"])
            Assert.True(JsonNode.DeepEquals(ours["xaxis"]![part], theme["xaxis"]![part]), part);
        Assert.Null(theme["title"]!["text"]);
        Assert.Null(theme["height"]);
        Assert.NotEmpty(theme["colorway"]!.AsArray());
    }

    [Fact]
    public void What_a_chart_sets_itself_comes_before_the_theme()
    {
        GenericChart chart = Columns().WithSize(Width: 500, Height: 300);
        GenericChart.getLayout(chart).SetProperty("paper_bgcolor", "#ffeedd");
        JsonObject layout = chart.ToFigure("Columns", themed: true).Layout;
        Assert.Equal((500, 300), (layout["width"]!.GetValue<int>(), layout["height"]!.GetValue<int>()));
        Assert.Equal("#ffeedd", layout["paper_bgcolor"]!.GetValue<string>());
    }

    [Fact]
    public void Under_the_theme_a_chart_without_a_size_takes_the_width_of_the_page()
    {
        Assert.NotNull(Columns().ToFigure("Columns").Layout["width"]);
        Assert.Null(Columns().ToFigure("Columns", themed: true).Layout["width"]);
    }
}
