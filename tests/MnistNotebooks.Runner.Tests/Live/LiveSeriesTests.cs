using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Tests.Lessons;
using MnistNotebooks.Runner.Tests.Notebooks;
using MnistNotebooks.Runner.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace MnistNotebooks.Runner.Tests.Live;

/// <summary>The lessons themselves as live pages, and many pages at once.</summary>
public sealed class LiveSeriesTests
{
    private const float Minutes = 60_000;

    // The kernel is one for all ways in, so two lessons will do: with trainings and instruments, and with Plotly.NET.
    private static readonly IEnumerable<string> _series = Requirement.WantsAll
        ? StoredLessons.Paths.Select(path => Path.GetFileNameWithoutExtension(path))
        : ["05-training", "16-charts-of-your-own"];

    [LongBrowserFact]
    public async Task Lessons_run_from_their_pages_show_what_run_gives()
    {
        using var folder = new TemporaryFolder();
        string notebooks = folder.Folder("notebooks");
        string root = Path.GetDirectoryName(StoredLessons.Folder)!;
        Directory.CreateSymbolicLink(folder["artifacts"], Path.Combine(root, "artifacts"));
        Directory.CreateSymbolicLink(folder["data"], Path.Combine(root, "data"));
        Directory.CreateSymbolicLink(Path.Combine(notebooks, "pictures"), Path.Combine(StoredLessons.Folder, "pictures"));
        foreach (string name in _series)
            Exercises.Solved(StoredLessons.Read(name)).Write(Path.Combine(notebooks, name + ".ipynb"));
        await using LiveSite site = await LiveSite.StartAsync(notebooks, LessonRuns.Digits);
        // Without editors and without drawing the figures, which other tests look at: whole lessons are long enough.
        await using Reader reader = await Reader.StartAsync(isTouched: true, drawsFigures: false);
        foreach (string name in _series)
        {
            IPage page = await reader.OpenAsync(site, name);
            await page.Locator(".bar").Button("Run all").ClickAsync();
            int cells = await page.Locator("main > .cell").CountAsync();
            await Expect(page.Locator("main > .cell[data-status=done]")).ToHaveCountAsync(cells, new() { Timeout = 4 * Minutes });
            NotebookFile expected = await LessonRuns.OfAsync(name);
            NotebookFile shown = site.Lessons.Open(name).ToNotebook();
            Dictionary<string, ShownCell> onPage = (await page.EvaluateAsync<ShownCell[]>(ReadCells)).ToDictionary(cell => cell.Id);
            foreach (var (cell, other) in expected.WithoutLiveHtml().Cells.Zip(shown.Cells).Where(pair => pair.First.Kind == CellKind.Code))
            {
                Assert.Equal(Json(cell), Json(other));
                AssertShown(cell, onPage[$"cell-{cell.Id}"]);
            }
            await page.CloseAsync();
        }
        Assert.Empty(reader.Errors);
    }

    [LongBrowserFact]
    public async Task A_knob_of_lesson_05_writes_into_the_code_and_draws_a_new_curve()
    {
        await using LiveSite site = await LiveSite.StartAsync(StoredLessons.Folder, LessonRuns.Digits);
        await using Reader reader = await Reader.StartAsync();
        IPage page = await reader.OpenAsync(site, "05-training");
        ILocator cell = page.Cell("lesson05-12");
        await cell.GetByLabel("Hidden nodes", new() { Exact = true }).FillAsync("30");
        await Expect(cell.Locator("pre.code")).ToContainTextAsync("Network.Tutorial(hiddenNodes: 30, seed: 1)");
        await cell.Locator(".knobs").Button("Run").ClickAsync();
        ILocator curve = page.Cell("lesson05-13");
        await curve.EndedAsync();
        // What it needs has run, and nothing else.
        await Expect(page.Locator("main > .cell[data-status=done]")).ToHaveCountAsync(4);
        await Expect(curve.Locator(".figure.drawn")).ToHaveCountAsync(1);
        string first = (await curve.Locator(".words").TextContentAsync())!;
        await cell.GetByLabel("Hidden nodes", new() { Exact = true }).FillAsync("2000");
        await Expect(cell.Locator(".knobs")).ToContainTextAsync("A whole number from 1 to 1000");
        await cell.GetByLabel("Hidden nodes", new() { Exact = true }).FillAsync("5");
        await Expect(curve).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("stale"));
        await cell.Locator(".knobs").Button("Run").ClickAsync();
        await Expect(curve.Locator(".words")).Not.ToHaveTextAsync(first, new() { Timeout = Minutes });
        Assert.Empty(reader.Errors);
    }

    [LongBrowserTheory]
    [InlineData("05-training")]
    [InlineData("14-the-laboratory")]
    public async Task Every_knob_finds_its_number(string lesson)
    {
        await using LiveSite site = await LiveSite.StartAsync(StoredLessons.Folder, LessonRuns.Digits);
        await using Reader reader = await Reader.StartAsync();
        IPage page = await reader.OpenAsync(site, lesson, waitsForKernel: false);
        ILocator fields = page.Locator(".knobs input:not([type=range])");
        await Expect(fields).Not.ToHaveCountAsync(0);
        foreach (ILocator field in await fields.AllAsync())
        {
            await Expect(field).ToBeEnabledAsync();
            Assert.NotEqual("", await field.InputValueAsync());
        }
    }

    [LongBrowserFact]
    public async Task Five_hundred_runs_in_eight_tabs_lose_nothing_and_leave_nothing()
    {
        const int tabs = 8, runs = 500;
        const long mostKept = 60_000_000;
        using var folder = new TemporaryFolder();
        WriteLessons(folder);
        await using ServeProcess server = await ServeProcess.StartAsync(folder);
        // Without editors, which other tests look at, eight tabs are quick.
        await using Reader reader = await Reader.StartAsync(isTouched: true);
        var pages = new List<IPage>();
        for (int i = 0; i < tabs; i++)
            pages.Add(await reader.OpenAsync(server.Address, i % 2 == 0 ? "a" : "b"));
        using Process one = Process.GetProcessById(await RunAsync(pages[0], 6));
        using Process other = Process.GetProcessById(await RunAsync(pages[1], 6));
        var random = new Random(1);
        long memory = 0;
        for (int run = 0; run < runs; run++)
        {
            int number = random.Next(1, 6);
            Assert.Equal(number, await RunAsync(pages[random.Next(tabs)], number));
            if (run == runs / 5)
                memory = server.Memory;
        }
        // The first runs fill what is kept; were something left of each of the others, it would add up.
        Assert.InRange(server.Memory - memory, long.MinValue, mostKept);
        foreach (IPage page in pages)
            await Expect(page.Locator("main > .cell[data-status=running], main > .cell[data-status=waiting]")).ToHaveCountAsync(0);
        Assert.Empty(reader.Errors);
        foreach (IPage page in pages)
            await page.CloseAsync();
        Assert.Equal((130, "Stopped.\n"), await server.InterruptAsync());
        Assert.True(one.WaitForExit(TimeSpan.FromMinutes(1)) && other.WaitForExit(TimeSpan.FromMinutes(1)));
    }

    private static void WriteLessons(TemporaryFolder folder)
    {
        string[] cells = [.. Enumerable.Range(1, 5).Select(i =>
            $"foreach (int line in Enumerable.Range(0, 20)) Console.WriteLine(new string('x', 99));\n{i}")];
        foreach (string lesson in (string[])["a", "b"])
            SampleNotebook.Of([.. cells, "Environment.ProcessId"]).Write(Path.Combine(folder.Folder("notebooks"), lesson + ".ipynb"));
    }

    // Pressed by a script: a tab need not be in front to be used.
    private static async Task<int> RunAsync(IPage page, int cell)
    {
        string text = await page.EvaluateAsync<string>("""
            id => new Promise(done => {
              const cell = document.getElementById(id);
              let isPressed = false;
              // Another tab's run may still be under way here.
              const watch = () => {
                if (!['idle', 'done'].includes(cell.dataset.status)) return;
                if (!isPressed) {
                  isPressed = true;
                  cell.querySelector('.tools button').click();
                } else {
                  observer.disconnect();
                  done([...cell.querySelectorAll('.outputs > .text')].at(-1).textContent.trim());
                }
              };
              const observer = new MutationObserver(watch);
              observer.observe(cell, { attributes: true, attributeFilter: ['data-status'] });
              watch();
            })
            """, $"cell-code-{cell}");
        return int.Parse(text, CultureInfo.InvariantCulture);
    }

    private static string Json(NotebookCell cell) =>
        SampleNotebook.ToJson(SampleNotebook.Of() with { Cells = [cell with { Metadata = Runner.Notebooks.Json.EmptyObject }] })
            .ToJsonString();

    // The page has an element for each output, and all that was printed.
    private static void AssertShown(NotebookCell cell, ShownCell shown)
    {
        Assert.All(cell.Outputs.OfType<StreamOutput>(),
            text => Assert.Contains(text.Text.Replace("\n", "", StringComparison.Ordinal), shown.Texts));
        Assert.Equal(cell.Outputs.Count, shown.Outputs);
        Assert.Equal(cell.Outputs.OfType<DisplayOutput>().Count(value => value.Data.Json(MimeBundle.Plotly) is not null), shown.Figures);
    }

    private const string ReadCells = """
        () => [...document.querySelectorAll('main > .cell')].map(cell => ({
          id: cell.id,
          texts: [...cell.querySelectorAll('.outputs > .text')]
            .map(one => [...one.querySelectorAll('pre')].map(pre => pre.textContent).join('').replaceAll('\n', '')),
          outputs: cell.querySelectorAll('.outputs > *').length,
          figures: cell.querySelectorAll('.outputs .figure').length,
        }))
        """;

    private sealed class ShownCell
    {
        public string Id { get; set; } = "";

        public string[] Texts { get; set; } = [];

        public int Outputs { get; set; }

        public int Figures { get; set; }
    }
}
