using MnistNotebooks.Charts;

namespace MnistNotebooks.Runner.Tests.Pages;

/// <summary>The HTML of figures in a live notebook whose host has plotly.js, opened without any network.</summary>
public sealed class LiveFigureTests
{
    // Says how often plotly.js ran, and is what RequireJS puts on a page.
    private const string Watch = """
        <script>
        let plotly;
        window.runs = 0;
        Object.defineProperty(window, 'Plotly', { get: () => plotly, set(value) { plotly = value; window.runs++; } });
        window.define = () => { window.wasDefined = true; };
        window.define.amd = {};
        window.before = window.define;
        </script>
        """;

    private static (string First, string Second) Html { get; } = FirstTwoOfAProcess();

    // Only the first figure of the process has the script with it: plotly.js, and what would turn to RequireJS if it saw it.
    private static (string First, string Second) FirstTwoOfAProcess()
    {
        using var folder = new TemporaryFolder();
        const string Turn = "\nif (typeof define === 'function' && define.amd) define();";
        string script = folder.Write("plotly.js", File.ReadAllText(PlotlyScript.Path) + Turn);
        AppContext.SetData("MnistNotebooks.PlotlyScript", script);
        string first = Chart.Bars([1, 2], "First", "x", "y").ToHtml(), second = Chart.Bars([3, 4], "Second", "x", "y").ToHtml();
        AppContext.SetData("MnistNotebooks.PlotlyScript", null);
        return (first, second);
    }

    [Fact]
    public void A_figure_with_the_script_fits_through_Jupyters_limit_and_the_next_has_nothing_of_it()
    {
        Assert.InRange(Html.First.Length, 1_500_000, 2_200_000);
        Assert.InRange(Html.Second.Length, 1, 10_000);
    }

    [LongBrowserFact]
    public async Task Figures_are_drawn_with_what_the_first_carries()
    {
        await using LivePage page = await OpenAsync(Html.First, Html.Second);
        await DrawnAsync(page, 2);
        Assert.Empty(page.Errors);
    }

    [LongBrowserFact]
    public async Task The_script_runs_once_whatever_the_order_and_leaves_RequireJS_alone()
    {
        await using LivePage page = await OpenAsync(Watch, Html.Second, Html.First, Html.First, Html.Second);
        await DrawnAsync(page, 4);
        Assert.Equal(1, (await page.EvaluateAsync("window.runs")).GetInt32());
        Assert.True((await page.EvaluateAsync("window.define === window.before && !window.wasDefined")).GetBoolean());
        Assert.Empty(page.Errors);
    }

    [BrowserFact]
    public async Task Where_the_script_is_not_to_be_had_the_text_stands()
    {
        await using LivePage page = await OpenAsync(Html.Second);
        await page.EvaluateAsync(Wait("window.plotlyLoading === false"));
        string? text = (await page.EvaluateAsync("document.querySelector('pre').textContent")).GetString();
        Assert.StartsWith("Second: 2 bars", text, StringComparison.Ordinal);
        Assert.Empty(page.Errors);
    }

    private static async Task<LivePage> OpenAsync(params string[] html)
    {
        using var folder = new TemporaryFolder();
        return await LivePage.OpenAsync(folder.Write("live.html", "<!DOCTYPE html><meta charset=\"utf-8\">" + string.Join('\n', html)));
    }

    // Drawn, and the text in its place gone.
    private static async Task DrawnAsync(LivePage page, int count) => await page.EvaluateAsync(Wait(
        $"document.querySelectorAll('[data-figure] .main-svg .bars').length >= {count} && !document.querySelector('pre')"));

    private static string Wait(string condition) =>
        $"new Promise(done => {{ const look = () => {condition} ? done() : setTimeout(look, 50); look(); }})";
}
