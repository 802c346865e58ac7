using MnistNotebooks.Runner.Pages;

namespace MnistNotebooks.Runner.Tests.Pages;

/// <summary>The classroom view, used by its keys as a teacher does.</summary>
public sealed class PresentTests
{
    private const string Seen = "[...document.querySelectorAll('main > section')].filter(one => one.offsetHeight > 0).length";
    private const string Bar = "document.querySelector('.present-bar').innerText";

    [BrowserFact]
    public async Task A_step_fills_the_screen_and_an_answer_waits_for_a_key()
    {
        using var folder = new TemporaryFolder();
        await using LivePage page = await OpenAsync(folder);
        int all = await CountAsync(page, "document.querySelectorAll('main > section').length");
        Assert.Equal(all, await CountAsync(page, Seen));

        await PressAsync(page, "p");
        Assert.Equal(1, await CountAsync(page, Seen));
        Assert.StartsWith("1 of ", await TextAsync(page, Bar), StringComparison.Ordinal);
        Assert.Contains("03 · The forward pass", await TextAsync(page, Bar), StringComparison.Ordinal);
        Assert.Equal("none", await TextAsync(page, "getComputedStyle(document.querySelector('.top')).display"));

        await PressAsync(page, "ArrowRight");
        Assert.Equal(1, await CountAsync(page, Seen));
        Assert.Contains("Enter shows the answer", await TextAsync(page, Bar), StringComparison.Ordinal);
        await PressAsync(page, "ArrowRight");
        Assert.Equal(2, await CountAsync(page, Seen));
        Assert.DoesNotContain("Enter shows the answer", await TextAsync(page, Bar), StringComparison.Ordinal);
        // What a reader's predictions cover is shown with it, and covered again for the reader.
        const string Figure = "document.querySelector('.figure').checkVisibility() ? 1 : 0";
        Assert.Equal(1, await CountAsync(page, Figure));

        const string Code = "[...document.querySelectorAll('.shown .input')].filter(one => one.offsetHeight > 0).length";
        Assert.Equal(0, await CountAsync(page, Code));
        await PressAsync(page, "c");
        Assert.Equal(1, await CountAsync(page, Code));

        await PressAsync(page, "End");
        int last = await CountAsync(page, "parseInt(document.querySelector('.place').textContent)");
        await PressAsync(page, "ArrowRight");
        Assert.Equal(last, await CountAsync(page, "parseInt(document.querySelector('.place').textContent)"));
        await PressAsync(page, "Home");
        Assert.StartsWith("1 of ", await TextAsync(page, Bar), StringComparison.Ordinal);
        await PressAsync(page, "Escape");
        Assert.Equal(0, await CountAsync(page, Figure));
        Assert.Equal(all, await CountAsync(page, Seen));
        Assert.Empty(page.Errors);
    }

    [LongBrowserFact]
    public async Task Figures_are_as_wide_as_the_screen_and_small_again_afterwards()
    {
        using var folder = new TemporaryFolder();
        await using LivePage page = await OpenAsync(folder, "?predict=off");
        const string Width = "document.querySelector('.figure').offsetWidth";
        const string Height = "document.querySelector('.figure .plot').layout.height ?? 450";
        await page.EvaluateAsync("new Promise(done => document.querySelector('.figure.drawn') ? done() : addEventListener('drawn', done))");
        (int width, int height) = (await CountAsync(page, Width), await CountAsync(page, Height));
        await PressAsync(page, "p");
        await PressAsync(page, "ArrowRight");
        await PressAsync(page, "Enter");
        Assert.InRange(await CountAsync(page, Width), 1100, 1280);
        Assert.InRange(await CountAsync(page, Height), height + 100, 900);
        await PressAsync(page, "p");
        Assert.Equal((width, height), (await CountAsync(page, Width), await CountAsync(page, Height)));
        Assert.Empty(page.Errors);
    }

    [LongBrowserFact]
    public async Task An_answer_comes_into_sight_and_the_space_bar_reads_a_long_step_to_its_end()
    {
        using var folder = new TemporaryFolder();
        await using LivePage page = await OpenAsync(folder);
        // Longer than the screen, question and answer alike.
        await page.EvaluateAsync("document.querySelectorAll('main > section').forEach(one => one.style.minHeight = '700px')");
        const string Place = "parseInt(document.querySelector('.place').textContent)";
        const string Scrolled = "Math.round(scrollY)";
        await PressAsync(page, "p");
        await PressAsync(page, "ArrowRight");
        Assert.Equal(0, await CountAsync(page, Scrolled));
        await PressAsync(page, "Enter");
        Assert.InRange(await CountAsync(page, "Math.round(document.querySelector('.answer.open').getBoundingClientRect().top)"), 0, 150);
        Assert.InRange(await CountAsync(page, Scrolled), 1, int.MaxValue);
        await page.EvaluateAsync("scrollTo(0, 0)");
        int presses = 0, step = await CountAsync(page, Place);
        for (; presses < 5 && await CountAsync(page, Place) == step; presses++)
            await PressAsync(page, " ");
        Assert.InRange(presses, 2, 4);
        Assert.Equal((step + 1, 0), (await CountAsync(page, Place), await CountAsync(page, Scrolled)));
        Assert.Empty(page.Errors);
    }

    [LongBrowserFact]
    public async Task A_film_is_turned_by_the_arrow_keys_which_then_turn_no_step()
    {
        using var folder = new TemporaryFolder();
        await using LivePage page = await OpenAsync(folder, "?predict=off");
        await page.EvaluateAsync("""
            new Promise(done => {
              const look = () => document.querySelector('.figure[role=slider]') ? done() : setTimeout(look, 50);
              look();
            })
            """);
        const string Shown = "document.querySelector('.figure[role=slider]').getAttribute('aria-valuetext')";
        Assert.Equal("1", await TextAsync(page, Shown));
        await page.EvaluateAsync("document.querySelector('.figure[role=slider]').focus()");
        await page.PressAsync("ArrowRight");
        Assert.Equal("2", await TextAsync(page, Shown));
        await page.PressAsync("ArrowRight");
        Assert.Equal("2", await TextAsync(page, Shown));
        Assert.Equal(1, await CountAsync(page, "document.querySelector('.figure[role=slider] .plot')._fullLayout.sliders[0].active"));
        Assert.Empty(page.Errors);
    }

    private static async Task<LivePage> OpenAsync(TemporaryFolder folder, string query = "")
    {
        var pages = new PageWriter(folder["out"], new("Drawn.", IsMnist: false));
        string path = pages.WriteLesson(folder["03-forward.ipynb"], SampleLesson.Notebook, null, null).Path;
        return await LivePage.OpenAsync(path, query: query);
    }

    private static async Task PressAsync(LivePage page, string key) =>
        await page.EvaluateAsync(
            $"document.body.dispatchEvent(new KeyboardEvent('keydown', {{ key: '{key}', bubbles: true, cancelable: true }}))");

    private static async Task<int> CountAsync(LivePage page, string expression) => (await page.EvaluateAsync(expression)).GetInt32();

    private static async Task<string> TextAsync(LivePage page, string expression) => (await page.EvaluateAsync(expression)).GetString()!;
}
