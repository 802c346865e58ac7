using MnistNotebooks.Data;
using MnistNotebooks.Instruments;
using MnistNotebooks.Networks;
using MnistNotebooks.Runner.Tests.Pages;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>The quiz of misread digits, by real input in a browser; what it tells is the score's.</summary>
public sealed class MistakesQuizTests
{
    private const string Name = "mistakes-quiz";

    // A quiz of three digits only.
    private static readonly int[] Three = [.. ReadingsPage.Score.Mistakes.Take(3)];

    private static Instrument All => MnistNotebooks.Instruments.Instruments.MistakesQuiz(ReadingsPage.Score, ReadingsPage.Digits);

    private static Score Score => ReadingsPage.Score;

    [LongBrowserTheory]
    [InlineData(1280, false)]
    [InlineData(1920, false)]
    [InlineData(400, true)]
    public async Task Nothing_is_told_before_the_answer_and_everything_after_it_and_nothing_moves(int width, bool touch)
    {
        await using ReadingsPage page = await ReadingsPage.OpenAsync(Name, All, width, touch);
        await page.WatchShiftsAsync();
        int second = 0;
        foreach ((int i, int record) in Three.Index())
        {
            await CheckAskedAsync(page, i, record);
            int label = Label(record), answer = i == 1 ? (label + 1) % 10 : label;
            await page.ClickAsync($"{page.Part("keys")}.children[{answer}]", touch);
            second += SecondIsRight(record) ? 1 : 0;
            await CheckToldAsync(page, record, answer);
            await page.CheckOutputsAsync(record);
            Assert.Equal(ScoreText(i == 2 ? 2 : 1, i + 1, second), await page.TextAsync("score"));
            await page.ClickAsync(page.Part("next"), touch);
        }
        await page.CheckQuietAsync(width);
    }

    [LongBrowserFact]
    public async Task It_is_read_by_the_keyboard_alone()
    {
        await using ReadingsPage page = await ReadingsPage.OpenAsync(Name, All);
        await page.TabToAsync("keys");
        foreach ((int i, int record) in Three.Index())
        {
            await CheckAskedAsync(page, i, record);
            await page.PressAsync($"{Label(record)}");
            await CheckToldAsync(page, record, Label(record));
            Assert.StartsWith($"You: {Label(record)}, right. The label: {Label(record)}. The network: {Score.Predicted[record]}, output ",
                await page.TextAsync("said"), StringComparison.Ordinal);
            Assert.True(await page.HasFocusAsync(page.Part("next")));
            // Another key does not change what was said.
            await page.PressAsync($"{(Label(record) + 1) % 10}");
            await CheckToldAsync(page, record, Label(record));
            await page.PressAsync(i == 0 ? "Enter" : "ArrowRight");
        }
        await page.TabToAsync("stop");
        await page.PressAsync("Enter");
        string score = $"You stopped after 3. {ScoreText(3, 3, Three.Count(SecondIsRight))}";
        Assert.Equal(score, await page.TextAsync("score"));
        Assert.Equal(score, await page.TextAsync("said"));
        await CheckWallAsync(page, answered: 3);
        // Any digit can be looked at now.
        await page.TabToAsync("wall");
        await page.PressAsync("Home");
        await page.PressAsync("ArrowRight");
        await page.PressAsync("Enter");
        await CheckToldAsync(page, Three[1], Label(Three[1]));
        Assert.Empty(page.Live.Errors);
    }

    [LongBrowserFact]
    public async Task The_end_shows_all_digits_and_it_begins_again()
    {
        int questions = Math.Min(100, Score.Mistakes.Count);
        await using ReadingsPage page = await ReadingsPage.OpenAsync(Name, All);
        await page.TabToAsync("keys");
        foreach (int record in Score.Mistakes.Take(questions))
        {
            await page.PressAsync($"{Label(record)}");
            await page.PressAsync("Enter");
        }
        Assert.Equal(ScoreText(questions, questions, Score.Mistakes.Take(questions).Count(SecondIsRight)), await page.TextAsync("score"));
        await CheckWallAsync(page, questions);
        Assert.Equal("Again", await page.TextAsync("next"));
        await page.PressAsync("Enter");
        await CheckAskedAsync(page, 0, Three[0]);
        Assert.Equal("No answer yet.", await page.TextAsync("score"));
        Assert.All(await page.TextsAsync("wall", "button"), text => Assert.Equal("", text));
        Assert.Empty(page.Live.Errors);
    }

    [BrowserFact]
    public async Task Without_mistakes_there_is_nothing_to_ask()
    {
        int[] right = [.. Enumerable.Range(0, ReadingsPage.Digits.Count).Except(Score.Mistakes).Take(20)];
        DigitSet few = ReadingsPage.Digits.Pick(right);
        Network network = Network.Tutorial(50, seed: 1);
        Training.Run(network, few, new() { Epochs = 100 });
        Score score = network.Score(few);
        Assert.Empty(score.Mistakes);
        await using ReadingsPage page = await ReadingsPage.OpenAsync(Name,
            MnistNotebooks.Instruments.Instruments.MistakesQuiz(score, few));
        Assert.Equal("The network read all 20 digits right: there is nothing to ask.", await page.TextAsync("data"));
        Assert.Empty(page.Live.Errors);
    }

    [Fact]
    public void Without_a_script_there_is_a_sentence()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(All.ToText() + "</mnist-mistakes-quiz>", File.ReadAllText(ReadingsPage.Written(folder, Name, All)),
            StringComparison.Ordinal);
    }

    private static int Label(int record) => ReadingsPage.Digits.Labels[record];

    private static bool SecondIsRight(int record) => ReadingsPage.SecondChoice(record) == Label(record);

    private static string ScoreText(int right, int count, int second) =>
        $"You: {right} of {count} as labelled. The network: none; its second choice would have been right "
            + $"{(second == 1 ? "once" : $"{second} times")}.";

    private static async Task CheckAskedAsync(ReadingsPage page, int question, int record)
    {
        Assert.Equal($"Digit {question + 1} of {Math.Min(100, Score.Mistakes.Count)}", await page.TextAsync("place"));
        Assert.Equal(ReadingsPage.Digits[record].Pixels, await page.InkAsync(page.Part("digit")));
        Assert.All(await page.TextsAsync("verdict", "td"), text => Assert.Equal("", text));
        Assert.All(await page.TextsAsync("outputs", ".value, .note"), text => Assert.Equal("", text));
        Assert.Equal("", await page.TextAsync("said"));
        Assert.Equal(0, (await page.Live.EvaluateAsync(
            $"[...{page.Part("outputs")}.querySelectorAll('.bar')]"
            + ".reduce((sum, bar) => sum + bar.getBoundingClientRect().width, 0)")).GetDouble());
        Assert.True((await page.AskAsync($".find('next').disabled")).GetBoolean());
    }

    private static async Task CheckToldAsync(ReadingsPage page, int record, int answer)
    {
        int label = Label(record), second = ReadingsPage.SecondChoice(record);
        string Mark(bool isRight) => isRight ? "✓ right" : "✗ wrong";
        Assert.Equal(
        [
            $"You{answer}{Mark(answer == label)}",
            $"The label{label}",
            $"The network{Score.Predicted[record]}{Mark(false)}{GlassChecks.Fixed(Score.Outputs[record, Score.Predicted[record]])}",
            $"Its second choice{second}{Mark(second == label)}{GlassChecks.Fixed(Score.Outputs[record, second])}",
        ], await page.TextsAsync("verdict", "tr"));
    }

    private static async Task CheckWallAsync(ReadingsPage page, int answered)
    {
        IEnumerable<string> expected = Score.Mistakes.Take(100).Select((record, i) =>
            $"you {(i < answered ? $"{Label(record)} ✓" : "–")}label {Label(record)}net {Score.Predicted[record]}");
        Assert.Equal(expected, await page.TextsAsync("wall", "button"));
    }
}
