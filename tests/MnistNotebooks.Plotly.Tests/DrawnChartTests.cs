using System.Net;
using System.Text.RegularExpressions;
using MnistNotebooks.Runner;
using MnistNotebooks.Runner.Tests.Pages;
using MnistNotebooks.Tests.Charts;
using Plotly.NET;
using Plotly.NET.CSharp;
using Plotly.NET.ImageExport;
using Chart = Plotly.NET.CSharp.Chart;
using Figure = MnistNotebooks.Charts.Figure;

namespace MnistNotebooks.Plotly.Tests;

/// <summary>Charts as a browser draws them, with the plotly.js of the pages, which is newer than Plotly.NET's.</summary>
public sealed class DrawnChartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-notebooks-drawn-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [BrowserFact]
    public void Charts_with_and_without_theme_are_drawn_and_nothing_in_them_is_unknown()
    {
        GenericChart columns = Chart.Column<double, string, string>([1, 2, 3]).WithTitle("Columns");
        GenericChart heatmap = Chart.Heatmap<double, double, double, string>([[1.0, -1.0], [0.0, 2.0]], ReverseYAxis: true);
        GenericChart histogram = Chart.Histogram<double, double, string>(X: new double[] { 1, 1, 2 }, NBinsX: 2);
        GenericChart points = Chart.Point<double, double, string>([1, 2], [3, 4]).WithXAxisStyle<double, double, string>(TitleText: "x");
        Figure[] figures =
        [
            .. new[] { columns, heatmap, histogram, points }
                .SelectMany(chart => (Figure[])[chart.ToFigure("As it is"), chart.ToFigure("Themed", themed: true)]),
            Chart.Grid([Samples.All["Bars"]().ToPlotly(), points], 1, 2).ToFigure("A grid", themed: true),
            Samples.All["Film"]().ToPlotly().ToFigure("The first moment"),
        ];
        string document = Chromium.Document(Page(figures));
        Assert.Equal(figures.Length, Regex.Count(document, "class=\"drawn\""));
        Assert.Equal("[]", WebUtility.HtmlDecode(Regex.Match(document, "data-problems=\"(.*?)\"").Groups[1].Value));
    }

    [LongBrowserFact]
    public async Task A_picture_of_a_figure_needs_no_network()
    {
        Assert.Null(PictureBrowser.Use());
        string path = Path.Combine(_folder, "figure");
        await Samples.All["Bars"]().ToPlotly().WithPlotlyInside().SavePNGAsync(path, Width: 500, Height: 400);
        byte[] picture = await File.ReadAllBytesAsync(path + ".png");
        Assert.Equal("89504E470D0A1A0A", Convert.ToHexString(picture.AsSpan(0, 8)));
        Assert.Equal("000001F400000190", Convert.ToHexString(picture.AsSpan(16, 8)));
    }

    private string Page(Figure[] figures)
    {
        string path = Path.Combine(_folder, "page.html");
        File.WriteAllText(path, $$"""
            <!DOCTYPE html>
            <html><head><meta charset="utf-8"><script src="{{new Uri(PlotlyScript.Path).AbsoluteUri}}"></script></head><body><script>
            (async () => {
              const problems = [];
              for (const figure of [{{string.Join(',', figures.Select(figure => figure.ToJson()))}}]) {
                // Plotly.NET writes some parts that a kind of trace has no use for; plotly.js passes over them.
                problems.push(...(Plotly.validate(figure.data, figure.layout) ?? [])
            """ + $$"""
            .filter(problem => problem.code !== 'unused').map(problem => problem.msg));
                const place = document.body.appendChild(document.createElement('div'));
                await Plotly.newPlot(place, figure);
                if (place.querySelector('.main-svg')) place.parentElement.appendChild(document.createElement('i')).className = 'drawn';
              }
              document.documentElement.dataset.problems = JSON.stringify(problems);
            })();
            </script></body></html>
            """);
        return path;
    }
}
