using MnistNotebooks.Tests.Charts;
using Plotly.NET;
using Plotly.NET.CSharp;
using Chart = Plotly.NET.CSharp.Chart;
using Figure = MnistNotebooks.Charts.Figure;

namespace MnistNotebooks.Plotly.Tests;

public sealed class ChartStyleTests
{
    [Fact]
    public void A_title_takes_the_place_of_the_old_one_and_keeps_its_looks()
    {
        Figure figure = Samples.All["Bars"]();
        Figure titled = figure.ToPlotly().WithTitle("Other words").ToFigure("Bars");
        Assert.Equal("Other words", titled.Layout["title"]!["text"]!.GetValue<string>());
        Assert.Equal(figure.Layout["height"]!.GetValue<int>(), titled.Layout["height"]!.GetValue<int>());
    }

    [Fact]
    public void A_file_with_plotly_inside_loads_nothing()
    {
        string folder = Directory.CreateTempSubdirectory("mnist-notebooks-chart-").FullName;
        string path = Path.Combine(folder, "chart.html");
        try
        {
            Samples.All["Bars"]().ToPlotly().WithPlotlyInside().SaveHtml(path);
            string page = File.ReadAllText(path);
            Assert.DoesNotContain("<script src=", page, StringComparison.Ordinal);
            Assert.True(page.Length > 1_000_000, "plotly.js is not in the file");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Plotly_goes_inside_no_other_chart()
    {
        GenericChart chart = Chart.Column<double, string, string>([1]);
        chart.WithPlotlyInside();
        Samples.All["Bars"]().ToPlotly().WithPlotlyInside();
        Assert.All([chart, Chart.Column<double, string, string>([1]), Samples.All["Bars"]().ToPlotly()],
            other => Assert.Contains("<script src=", GenericChart.toEmbeddedHTML(other), StringComparison.Ordinal));
    }
}
