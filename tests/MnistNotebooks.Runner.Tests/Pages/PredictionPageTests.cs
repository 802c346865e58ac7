using MnistNotebooks.Runner.Pages;

namespace MnistNotebooks.Runner.Tests.Pages;

/// <summary>A page with predictions, used by its keys and buttons as a reader does.</summary>
public sealed class PredictionPageTests
{
    private const string Tally = ".tally > p";

    [BrowserFact]
    public async Task What_follows_a_question_is_covered_until_it_is_answered()
    {
        using var folder = new TemporaryFolder();
        var pages = new PageWriter(folder["out"], new("Drawn.", IsMnist: false));
        await using LivePage page = await LivePage.OpenAsync(
            pages.WriteLesson(folder["07-predictions.ipynb"], PredictionLesson.Notebook, null, null).Path);
        Assert.True(await IsSeenAsync(page, "#cell-lit pre.code"));
        foreach (string covered in (string[])["#cell-lit .text", "#in-passing", "#cell-accuracy .text", "#cell-wide .text"])
            Assert.False(await IsSeenAsync(page, covered), covered);
        Assert.True(await IsSeenAsync(page, "#printed"));
        // Where nothing visible stands between what is covered, it is said once.
        const string Notes = "[...document.querySelectorAll('.cover-note')].filter(one => one.checkVisibility()).length";
        Assert.Equal(3, (await page.EvaluateAsync(Notes)).GetInt32());

        // By keys: the second choice, then Enter; the focus stays at the question.
        await page.EvaluateAsync("document.querySelector('#predict-known input').focus()");
        await page.PressAsync("ArrowDown");
        await page.PressAsync("Enter");
        Assert.Equal("Right: ‘one’.", await TextAsync(page, "#predict-known .verdict"));
        Assert.Equal("predict-known", (await page.EvaluateAsync("document.activeElement.id")).GetString());
        Assert.True(await IsSeenAsync(page, "#cell-lit .text") && await IsSeenAsync(page, "#in-passing"));
        Assert.False(await IsSeenAsync(page, "#predict-known .buttons"));

        await ClickAsync(page, "#predict-often .buttons button");
        Assert.StartsWith("Choose one", await TextAsync(page, "#predict-often .verdict"), StringComparison.Ordinal);
        await ClickAsync(page, "#predict-often [value='0']");
        await ClickAsync(page, "#predict-often .buttons button");
        Assert.Equal("You said ‘below 50 %’; it is ‘above 90 %’ (printed is 97.2).", await TextAsync(page, "#predict-often .verdict"));
        await page.EvaluateAsync("document.querySelector('#predict-spread input').value = '80 000'");
        await ClickAsync(page, "#predict-spread .buttons button");
        Assert.Equal("Near: you said 80 000, printed is 60,000.", await TextAsync(page, "#predict-spread .verdict"));
        Assert.Equal("You predicted 1 of 3 right, 1 nearly, 1 still covered.", await TextAsync(page, Tally));
        Assert.Equal("In how many of a hundred?", await TextAsync(page, ".tally a[href='#predict-often']"));
        await ClickAsync(page, "#predict-why .show");

        await page.ReloadAsync();
        Assert.Equal("You predicted 1 of 3 right, 1 nearly, 1 shown without a guess.", await TextAsync(page, Tally));
        Assert.True(await IsSeenAsync(page, "#cell-wide .text"));
        await ClickAsync(page, ".tally button");
        Assert.Equal("You predicted nothing yet, 4 still covered.", await TextAsync(page, Tally));
        Assert.False(await IsSeenAsync(page, "#cell-lit .text"));

        // A link into what is covered asks for it.
        await page.EvaluateAsync(
            "new Promise(done => { addEventListener('hashchange', () => setTimeout(done)); location.hash = 'in-passing'; })");
        Assert.True(await IsSeenAsync(page, "#in-passing"));
        Assert.Equal("It is ‘one’.", await TextAsync(page, "#predict-known .verdict"));

        await page.PrintAsync(true);
        Assert.True(await IsSeenAsync(page, "#cell-lit .text") && await IsSeenAsync(page, "#predict-often .writing-lines"));
        Assert.False(await IsSeenAsync(page, "#cell-accuracy .outputs") || await IsSeenAsync(page, "#predict-known .writing-lines"));
        await ClickAsync(page, ".switch");
        Assert.True(await IsSeenAsync(page, "#cell-accuracy .text"));
        await page.PrintAsync(false);
        await page.ReloadAsync();
        Assert.Equal("Predictions: off", await TextAsync(page, ".switch"));
        Assert.True(await IsSeenAsync(page, "#cell-accuracy .text"));
        Assert.False(await IsSeenAsync(page, "#predict-often input") || await IsSeenAsync(page, ".tally"));
        await page.EvaluateAsync("localStorage.clear()");
        Assert.Empty(page.Errors);
    }

    private static async Task<bool> IsSeenAsync(LivePage page, string selector) =>
        (await page.EvaluateAsync($$"""
            {
              const one = document.querySelector(`{{selector}}`);
              one.checkVisibility() && getComputedStyle(one).contentVisibility === 'visible';
            }
            """)).GetBoolean();

    private static async Task<string?> TextAsync(LivePage page, string selector) =>
        (await page.EvaluateAsync($"document.querySelector(`{selector}`).textContent.trim()")).GetString();

    private static async Task ClickAsync(LivePage page, string selector) =>
        await page.EvaluateAsync($"document.querySelector(`{selector}`).click()");
}
