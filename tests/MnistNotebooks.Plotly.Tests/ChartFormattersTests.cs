using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting;
using MnistNotebooks.Tests.Charts;
using Plotly.NET;
using Plotly.NET.CSharp;
using Chart = Plotly.NET.CSharp.Chart;
using PlotlyFigure = Plotly.NET.Figure;

namespace MnistNotebooks.Plotly.Tests;

public sealed class ChartFormattersTests : IAsyncLifetime
{
    private static readonly string[] MimeTypes = ["text/html", "application/vnd.plotly.v1+json", "text/plain"];

    private readonly CompositeKernel _kernel = [];

    public Task InitializeAsync() => ChartFormatters.RegisterAsync(_kernel);

    public Task DisposeAsync()
    {
        _kernel.Dispose();
        return Task.CompletedTask;
    }

    public static TheoryData<int> TraceCounts => [1, 2];

    private static GenericChart Columns(int traces = 1) =>
        Chart.Combine(Enumerable.Repeat(Chart.Column<double, string, string>([1, 2]), traces))
            .WithXAxisStyle<double, double, string>(TitleText: "node")
            .WithYAxisStyle<double, double, string>(TitleText: "error<br>squared");

    [Theory]
    [MemberData(nameof(TraceCounts))]
    public void A_chart_shows_as_HTML_then_plotly_JSON_then_text(int traces)
    {
        GenericChart chart = Columns(traces);
        IReadOnlyList<FormattedValue> shown = FormattedValue.CreateManyFromObject(chart);
        Assert.Equal(MimeTypes, shown.Select(value => value.MimeType));
        var figure = chart.ToFigure(chart.Describe());
        Assert.Equal([figure.ToHtml(), figure.ToJson(), chart.Describe()], shown.Select(value => value.Value));
    }

    [Fact]
    public void A_figure_of_Plotly_NET_shows_with_its_frames()
    {
        PlotlyFigure film = Samples.All["Film"]().ToPlotlyFigure();
        IReadOnlyList<FormattedValue> shown = FormattedValue.CreateManyFromObject(film);
        Assert.Equal(MimeTypes, shown.Select(value => value.MimeType));
        Assert.Contains("\"frames\":[{", shown[1].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_of_ours_shows_as_ever()
    {
        var figure = Samples.All["Bars"]();
        Assert.Equal(
            [figure.ToHtml(), figure.ToJson(), figure.ToText()],
            FormattedValue.CreateManyFromObject(figure).Select(value => value.Value));
    }

    [Fact]
    public void No_form_asks_for_require_js() =>
        Assert.All(
            FormattedValue.CreateManyFromObject(Columns()),
            form => Assert.DoesNotContain("require", form.Value, StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void A_chart_says_its_kinds_and_titles_in_one_line() =>
        Assert.Equal("Chart: 2 × bar; horizontal: node; vertical: error squared.", Columns(2).Describe());

    [Fact]
    public void Figures_say_their_title_and_kinds()
    {
        Assert.Equal("Error: 2 × line; horizontal: epoch; vertical: error.", Samples.All["Curves"]().ToPlotly().Describe());
        Assert.Equal(
            "Hidden errors: 1 × points; horizontal: hidden node; vertical: error.", Samples.All["Scatter"]().ToPlotly().Describe());
        Assert.All(Samples.All.Values, sample => Assert.DoesNotContain('\n', sample().ToPlotly().Describe()));
    }
}
