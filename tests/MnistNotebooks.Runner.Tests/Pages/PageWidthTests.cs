using System.Globalization;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;
using MnistNotebooks.Runner.Tests.Lessons;
using MnistNotebooks.Runner.Tests.Notebooks;

namespace MnistNotebooks.Runner.Tests.Pages;

/// <summary>
/// The text, the code and the printed lines of all lessons, on one page without the figures: what they need of a window's width.
/// </summary>
public sealed class PageWidthTests
{
    private const int LongestCode = 96, LongestOutput = 110;

    [LongBrowserFact]
    public async Task Code_and_numbers_keep_clear_of_each_other_and_lines_are_whole()
    {
        using var folder = new TemporaryFolder();
        var pages = new PageWriter(folder["out"], new("Drawn.", IsMnist: false));
        string path = pages.WriteLesson(Path.Combine(StoredLessons.Folder, "all.ipynb"), AllLessons(), null, null).Path;
        await using LivePage page = await LivePage.OpenAsync(path, query: "?predict=off");
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(one => { one.open = true; })");

        Assert.InRange((await page.EvaluateAsync("document.querySelectorAll('pre.code').length")).GetInt32(), 200, 2000);
        Assert.Empty(await FoundAsync(page, NumbersOnCode));
        Assert.Empty(await FoundAsync(page, Scrolling("pre.code", LongestCode)));
        Assert.Empty(await FoundAsync(page, Scrolling(".outputs .text", LongestOutput)));
        // The longest line that is allowed, whatever the lessons have.
        Assert.Equal("", (await page.EvaluateAsync($$"""
            {
              const code = document.querySelector('.cell pre.code'), text = document.querySelector('.outputs .text');
              code.textContent = 'x'.repeat({{LongestCode}});
              text.querySelector('pre').textContent = 'x'.repeat({{LongestOutput}});
              [code, text].filter(one => one.scrollWidth > one.clientWidth).map(one => one.className).join();
            }
            """)).GetString());

        await page.ResizeAsync(400);
        Assert.Empty(await FoundAsync(page, NumbersOnCode));
        Assert.Equal("0", (await page.EvaluateAsync(
            "String(document.documentElement.scrollWidth - document.documentElement.clientWidth)")).GetString());
        Assert.Empty(await FoundAsync(page, """
            [...document.querySelectorAll('pre.code')].filter(one => one.getBoundingClientRect().right > innerWidth
              || one.scrollWidth > one.clientWidth && getComputedStyle(one).overflowX !== 'auto')
            """));
        Assert.Empty(page.Errors);
    }

    private const string NumbersOnCode = """
        [...document.querySelectorAll('.input')].filter(input => {
          const number = input.querySelector('.count').getBoundingClientRect(), code = input.querySelector('pre').getBoundingClientRect();
          return number.width === 0 || number.left < 0 || number.right > code.left && number.bottom > code.top + 1
            && number.left < code.right && number.top < code.bottom;
        })
        """;

    private static string Scrolling(string selector, int longest) => string.Create(CultureInfo.InvariantCulture, $$"""
        [...document.querySelectorAll('{{selector}}')].filter(one => one.scrollWidth > one.clientWidth
          && one.textContent.split('\n').every(line => line.length <= {{longest}}))
        """);

    // The beginning of each element that a script finds, so that it can be found in its lesson.
    private static async Task<string[]> FoundAsync(LivePage page, string elements) =>
        [.. (await page.EvaluateAsync(
            $"{elements}.map(one => (one.closest('section')?.id ?? '') + ' ' + one.textContent.trim().slice(0, 80))"))
            .EnumerateArray().Select(text => text.GetString()!)];

    private static NotebookFile AllLessons() => new("all", SampleNotebook.Metadata, [.. StoredLessons.All.SelectMany(
        lesson => lesson.Cells.Select(cell => cell with { Id = $"{lesson.Name}-{cell.Id}", Outputs = [.. cell.Outputs.Where(IsText)] }))]);

    private static bool IsText(Output output) => output is StreamOutput
        || output is DisplayOutput { Data: var data } && data.Json(MimeBundle.Plotly) is null && data.Text(MimeBundle.Html) is null;
}
