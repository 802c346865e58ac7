using System.Globalization;
using System.Text.Json;
using MnistNotebooks.Data;
using MnistNotebooks.Instruments;
using MnistNotebooks.Networks;
using MnistNotebooks.Runner.Tests.Pages;
using Xunit.Abstractions;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>The confusion matrix that can be opened, by real input in a browser; what it shows are the score's numbers.</summary>
public sealed class ConfusionMatrixTests(ITestOutputHelper output)
{
    private const string Name = "confusion-matrix";

    private static Instrument Matrix => MnistNotebooks.Instruments.Instruments.ConfusionMatrix(ReadingsPage.Score, ReadingsPage.Digits);

    private static Score Score => ReadingsPage.Score;

    // The second cell of mistakes by its count, since the first one is open already.
    private static (int Label, int Read) SecondWorst => Cells.Where(cell => cell.Label != cell.Read)
        .OrderByDescending(cell => Score.Confusion[cell.Label, cell.Read]).ElementAt(1);

    private static IEnumerable<(int Label, int Read)> Cells =>
        Enumerable.Range(0, 100).Select(cell => (Label: cell / 10, Read: cell % 10));

    [BrowserFact]
    public async Task Counts_recall_precision_and_accuracy_are_the_scores()
    {
        await using ReadingsPage page = await ReadingsPage.OpenAsync(Name, Matrix);
        Assert.Equal(Cells.Select(cell => $"{Score.Confusion[cell.Label, cell.Read]}"), await page.TextsAsync("table", "button"));
        IEnumerable<double> right = Score.Confusion.Diagonal();
        double[] shares =
        [
            .. right.Zip(Score.Confusion.RowSums(), (found, all) => found / all),
            .. right.Zip(Score.Confusion.ColumnSums(), (found, all) => found / all),
            Score.Accuracy,
        ];
        Assert.Equal(shares.Select(Percent), await page.TextsAsync("table", "td.share"));
        Assert.Empty(page.Live.Errors);
    }

    [LongBrowserTheory]
    [InlineData(1280, false)]
    [InlineData(1920, false)]
    [InlineData(400, true)]
    public async Task A_cell_that_is_clicked_shows_its_digits_and_nothing_moves(int width, bool touch)
    {
        await using ReadingsPage page = await ReadingsPage.OpenAsync(Name, Matrix, width, touch);
        await page.ClickAsync(Button(page, 4, 4), touch);
        await page.WatchShiftsAsync();
        foreach (var (label, read) in ((int, int)[])[SecondWorst, (7, 7)])
        {
            await page.ClickAsync(Button(page, label, read), touch);
            await CheckOpenAsync(page, label, read);
        }
        await page.ClickAsync($"{page.Part("gallery")}.children[1]", touch);
        await CheckChosenAsync(page, Shown(7, 7)[1]);
        await page.CheckQuietAsync(width);
    }

    [LongBrowserFact]
    public async Task A_digit_goes_to_the_microscope_of_the_page()
    {
        Instrument microscope = MnistNotebooks.Instruments.Instruments.Microscope(
            TrainedNetworks.Data, "Why?", ("50 hidden nodes", Network.Tutorial(50, seed: 1)));
        await using ReadingsPage page = await ReadingsPage.OpenAsync(Name, Matrix, below: microscope);
        var (label, read) = SecondWorst;
        await page.ClickAsync(Button(page, label, read));
        await page.ClickAsync(page.Part("look"));
        const string Microscope = "document.querySelector('mnist-microscope')";
        // Its digits are there before it is, though the matrix above it, which comes first, needs none.
        Assert.False((await page.Live.EvaluateAsync($"{Microscope}.find('stepping').hidden")).GetBoolean());
        Assert.Equal(ReadingsPage.Digits.Pixels.Slice(Shown(label, read)[0] * 784, 784).ToArray(),
            (await page.Live.EvaluateAsync($"[...{Microscope}.sight.pixels]")).EnumerateArray().Select(level => level.GetByte()));
        Assert.Contains($"the label is {label}", (await page.Live.EvaluateAsync($"{Microscope}.find('answer').textContent")).GetString(),
            StringComparison.Ordinal);
        Assert.InRange((await page.Live.EvaluateAsync($"{Microscope}.getBoundingClientRect().top")).GetDouble(), -1, 400);
        Assert.Empty(page.Live.Errors);
    }

    [BrowserFact]
    public async Task Without_a_microscope_on_the_page_none_is_offered()
    {
        await using ReadingsPage page = await ReadingsPage.OpenAsync(Name, Matrix);
        Assert.True((await page.Live.EvaluateAsync($"{page.Part("look")}.hidden")).GetBoolean());
    }

    [BrowserFact]
    public async Task A_cell_without_digits_says_so()
    {
        await using ReadingsPage page = await ReadingsPage.OpenAsync(Name, Matrix);
        var (label, read) = Cells.First(cell => Score.Confusion[cell.Label, cell.Read] == 0);
        await page.ClickAsync(Button(page, label, read));
        Assert.Equal($"{label} read as {read}: no digit", await page.TextAsync("heading"));
        Assert.Empty(await page.TextsAsync("gallery", "button"));
        Assert.Equal(JsonValueKind.Null, (await page.AskAsync(".chosen")).ValueKind);
        Assert.Empty(page.Live.Errors);
    }

    [LongBrowserFact]
    public async Task Cells_and_digits_are_reached_by_the_keyboard_alone()
    {
        await using ReadingsPage page = await ReadingsPage.OpenAsync(Name, Matrix);
        await page.TabToAsync("table");
        // From the open cell to the first one of its row and up; a row's end is an end.
        await page.PressAsync("Home");
        await page.PressAsync("ArrowLeft");
        for (int row = 0; row < 10; row++)
            await page.PressAsync("ArrowUp");
        Assert.True(await page.HasFocusAsync(Button(page, 0, 0)));
        var (label, read) = SecondWorst;
        for (int row = 0; row < label; row++)
            await page.PressAsync("ArrowDown");
        for (int column = 0; column < read; column++)
            await page.PressAsync("ArrowRight");
        Assert.True(await page.HasFocusAsync(Button(page, label, read)));
        await page.PressAsync("Enter");
        await CheckOpenAsync(page, label, read);
        await page.PressAsync("Tab");
        await page.PressAsync("End");
        await page.PressAsync("Enter");
        await CheckChosenAsync(page, Shown(label, read)[^1]);
        Assert.Equal("grid", (await page.Live.EvaluateAsync($"{page.Part("table")}.getAttribute('role')")).GetString());
        Assert.Equal(1, (await page.Live.EvaluateAsync($"{page.Part("table")}.querySelectorAll('[tabindex=\"0\"]').length")).GetInt32());
        Assert.Empty(page.Live.Errors);
    }

    [Fact]
    public void Without_a_script_there_is_a_sentence()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(Matrix.ToText() + "</mnist-confusion-matrix>", File.ReadAllText(ReadingsPage.Written(folder, Name, Matrix)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_score_of_other_digits_is_refused()
    {
        string Refusal(Score score, DigitSet digits) => Assert.Throws<ArgumentException>(
            () => MnistNotebooks.Instruments.Instruments.ConfusionMatrix(score, digits)).Message;
        Assert.StartsWith("The score is of 1000 records, but there are 999 digits.", Refusal(Score, ReadingsPage.Digits.Range(0, 999)),
            StringComparison.Ordinal);
        Assert.StartsWith($"The score has {Score.Mistakes.Count} mistakes, but with the labels of these digits",
            Refusal(Score, TrainedNetworks.Data.Train.Range(1_000, 1_000)), StringComparison.Ordinal);
        Assert.Contains(" at node 0; outputs from 0 to 1 were expected",
            Refusal(TrainedNetworks.Linear.Score(ReadingsPage.Digits), ReadingsPage.Digits), StringComparison.Ordinal);
        var odd = new Network(new NetworkDescription { Hidden = [], Outputs = 11 }.Create().Layers[0]);
        Assert.StartsWith("The score is of a network with 11 outputs; 10 were expected.",
            Refusal(odd.Score(ReadingsPage.Digits), ReadingsPage.Digits), StringComparison.Ordinal);
    }

    [Fact]
    public void However_bad_a_network_is_the_page_stays_small()
    {
        Score untrained = Network.Tutorial(50, seed: 1).Score(TrainedNetworks.Data.Train);
        string html = MnistNotebooks.Instruments.Instruments.ConfusionMatrix(untrained, TrainedNetworks.Data.Train).ToElement();
        output.WriteLine($"{untrained.Mistakes.Count} mistakes: {html.Length} characters");
        Assert.InRange(html.Length, 1, 1_000_000);
    }

    [MnistFact]
    public void On_MNIST_a_digit_takes_a_quarter_of_a_kilobyte()
    {
        DigitSet test = TrainedNetworks.Data.Test;
        Score score = TrainedNetworks.Tutorial.Score(test);
        string html = MnistNotebooks.Instruments.Instruments.ConfusionMatrix(score, test).ToElement();
        output.WriteLine($"{score.Mistakes.Count} mistakes: {html.Length} characters");
        Assert.InRange(html.Length, 1, 280 * (score.Mistakes.Count + 120) + 5_000);
    }

    private static string Button(ReadingsPage page, int label, int read) =>
        $"{page.Part("table")}.querySelectorAll('button')[{10 * label + read}]";

    // The surest mistakes, and the right answers that are least sure.
    private static int[] Shown(int label, int read)
    {
        double Sureness(int record) => Score.Outputs[record, read];
        IEnumerable<int> records = Enumerable.Range(0, ReadingsPage.Digits.Count)
            .Where(record => ReadingsPage.Digits.Labels[record] == label && Score.Predicted[record] == read);
        return label == read ? [.. records.OrderBy(Sureness).Take(12)] : [.. records.OrderByDescending(Sureness).Take(60)];
    }

    private static async Task CheckOpenAsync(ReadingsPage page, int label, int read)
    {
        int[] records = Shown(label, read);
        int count = (int)Score.Confusion[label, read];
        Assert.Equal(label == read ? $"{label} read as {label}, which is right: the 12 least sure of {count} digits"
            : $"{label} read as {read}: {count} digits, the surest first", await page.TextAsync("heading"));
        IEnumerable<string> words = records.Select(record => $"record {record}read {read}: {GlassChecks.Fixed(Score.Outputs[record, read])}"
            + (label == read ? "" : $"true {label}: {GlassChecks.Fixed(Score.Outputs[record, label])}"));
        Assert.Equal(words, await page.TextsAsync("gallery", "button"));
        foreach ((int i, int record) in records.Index())
        {
            Assert.Equal(ReadingsPage.Digits[record].Pixels,
                await page.InkAsync($"{page.Part("gallery")}.querySelectorAll('canvas')[{i}]"));
        }
        double recall = Score.Confusion[label, label] / Score.Confusion.Row(label).Sum();
        double precision = Score.Confusion[read, read] / Score.Confusion.Column(read).Sum();
        Assert.Equal($"Recall of {label}: {Percent(recall)}\u00a0%", await page.TextAsync("recall-name"));
        Assert.Equal($"Precision of {read}: {Percent(precision)}\u00a0%", await page.TextAsync("precision-name"));
        await CheckChosenAsync(page, records[0]);
    }

    private static async Task CheckChosenAsync(ReadingsPage page, int record)
    {
        Assert.Equal($"Record {record}: true {ReadingsPage.Digits.Labels[record]}, read as {Score.Predicted[record]}",
            await page.TextAsync("name"));
        Assert.Equal(ReadingsPage.Digits[record].Pixels, await page.InkAsync(page.Part("digit")));
        await page.CheckOutputsAsync(record);
    }

    private static string Percent(double share) => (100 * share).ToString("F1", CultureInfo.InvariantCulture);
}
