using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MnistNotebooks.Data;
using MnistNotebooks.Instruments;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;
using MnistNotebooks.Runner.Runs;
using MnistNotebooks.Runner.Tests.Commands;
using MnistNotebooks.Runner.Tests.Kernels;
using MnistNotebooks.Runner.Tests.Live;
using MnistNotebooks.Runner.Tests.Pages;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>How instruments come onto pages and into stored notebooks.</summary>
public sealed class InstrumentPageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_page_has_the_element_and_its_sentence_and_the_scripts_lie_beside_it()
    {
        string page = File.ReadAllText(InstrumentPage.Written(_folder, "laboratory", LaboratoryPage.Instrument));
        Assert.Contains("<mnist-laboratory content=\"{", page, StringComparison.Ordinal);
        Assert.Contains(LaboratoryPage.Instrument.ToText() + "</mnist-laboratory>", page, StringComparison.Ordinal);
        IEnumerable<string> scripts = ((string[])[DigitsImage.FileName, InstrumentScript.FileName])
            .Select(name => $"<script defer src=\"{name}\"></script>\n");
        Assert.Contains(string.Concat(scripts), page, StringComparison.Ordinal);
        Assert.Equal(InstrumentScript.All, File.ReadAllText(_folder[$"out/{InstrumentScript.FileName}"]));
        Assert.Equal(DigitsImage.Of(TrainedNetworks.Data).ToScript(), File.ReadAllText(_folder[$"out/{DigitsImage.FileName}"]));
        Assert.InRange(page.Length, 1, 200_000);
    }

    [Fact]
    public void A_page_without_instruments_loads_no_scripts_of_theirs()
    {
        var writer = new PageWriter(_folder["out"], new("Drawn.", IsMnist: false));
        string path = writer.WriteLesson(_folder["03-forward.ipynb"], SampleLesson.Notebook, null, null).Path;
        Assert.DoesNotContain("<script defer", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder[$"out/{InstrumentScript.FileName}"]));
    }

    [Fact]
    public void Instruments_of_a_run_share_their_digits()
    {
        var writer = new PageWriter(_folder["out"], new("Drawn.", IsMnist: false));
        Assert.Empty(Write("05-a", DrawnDigits.Create(20, 10)));
        Assert.Empty(Write("06-b", DrawnDigits.Create(20, 10)));
        Assert.Equal(["07-c: an instrument needs another mnist-digits.js than one of another page."],
            Write("07-c", DrawnDigits.Create(10, 10)));

        IReadOnlyList<string> Write(string name, MnistData data)
        {
            Instrument laboratory = MnistNotebooks.Instruments.Instruments.Laboratory(data);
            return writer.WriteLesson(_folder[$"{name}.ipynb"], InstrumentLesson.Of(name, laboratory), null, null).Faults;
        }
    }

    [Theory]
    [InlineData("""{ "html": "<b></b>", "files": { "../mnist-x.js": "1" } }""")]
    [InlineData("""{ "html": "<b></b>", "files": { "index.html": "1" } }""")]
    [InlineData("""{ "html": "<b></b>" }""")]
    [InlineData("[]")]
    public void What_is_no_instrument_is_refused(string form) =>
        Assert.Throws<InvalidDataException>(() => PageInstrument.Of(new([new(MimeBundle.Instrument, JsonElement.Parse(form))])));

    [Fact]
    public void A_page_has_the_picture_that_the_notebook_was_stored_with()
    {
        byte[] picture = [1, 2, 3];
        string sentence = LaboratoryPage.Instrument.ToText();
        Assert.DoesNotContain("class=\"stand-in\"", Page("another value", Convert.ToBase64String(picture)), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"stand-in\"", Page(sentence, "\">"), StringComparison.Ordinal);

        string page = Page(sentence, Convert.ToBase64String(picture).Insert(2, "\n"));
        Match shown = Regex.Match(page, $"</mnist-laboratory><img class=\"stand-in\" src=\"([^\"]*)\" alt=\"{sentence[..15]}");
        Assert.True(shown.Success, page);
        Assert.Equal(picture, File.ReadAllBytes(_folder[$"out/{shown.Groups[1].Value}"]));

        string Page(string text, string png) => Write(LaboratoryPage.Instrument, text, png);
    }

    [BrowserFact]
    public Task A_picture_stays_away_from_an_instrument_that_runs() =>
        OpenAsync(LaboratoryPage.Instrument, missing: "nothing", async (page, picture) =>
        {
            await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Train", Exact = true })).ToBeVisibleAsync();
            await Assertions.Expect(picture).ToBeHiddenAsync();
            Assert.Equal(0, await picture.EvaluateAsync<int>("picture => picture.getAnimations().length"));
        });

    [BrowserFact]
    public Task A_picture_stands_in_where_scripts_do_not_run() =>
        StandsInAsync(LaboratoryPage.Instrument, missing: "nothing", runsScripts: false);

    [BrowserFact]
    public Task A_picture_stands_in_where_the_instruments_script_is_missing() =>
        StandsInAsync(LaboratoryPage.Instrument, InstrumentScript.FileName);

    [BrowserFact]
    public Task A_picture_stands_in_where_what_an_instrument_shows_is_missing() =>
        StandsInAsync(GlassPage.Instrument, "mnist-glass-network.js");

    [LongBrowserFact]
    public Task A_picture_stands_in_where_a_network_does_not_come() => StandsInAsync(MicroscopePage.Instrument, "mnist-network-*.js");

    private Task StandsInAsync(Instrument instrument, string missing, bool runsScripts = true) =>
        OpenAsync(instrument, missing, async (page, picture) =>
        {
            await Assertions.Expect(picture).ToBeVisibleAsync(new() { Timeout = 120_000 });
            await Assertions.Expect(page.GetByText(instrument.ToText())).ToBeVisibleAsync();
        }, runsScripts);

    // A page beside which files are missing.
    private async Task OpenAsync(Instrument instrument, string missing, Func<IPage, ILocator, Task> look, bool runsScripts = true)
    {
        const string grey = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAIAQAAAADsdIMmAAAADElEQVR42mNYxYACASqQBVHvL7SwAAAAAElFTkSuQmCC";
        Write(instrument, instrument.ToText(), grey);
        foreach (string file in Directory.GetFiles(_folder["out"], missing))
            File.Delete(file);
        await using Reader reader = await Reader.StartAsync(runsScripts: runsScripts);
        IPage page = await reader.OpenAsync(new Uri(_folder["out/"]).AbsoluteUri, "05-a", waitsForKernel: false);
        await look(page, page.Locator(".stand-in"));
    }

    // The page of a run, beside a notebook that was stored with a text and a picture.
    private string Write(Instrument instrument, string text, string png)
    {
        NotebookFile run = InstrumentLesson.Of("05-a", instrument);
        var stored = new MimeBundle([new(MimeBundle.Plain, Json.Text(text)), new(MimeBundle.Png, Json.Text(png))]);
        NotebookFile before = run with
        {
            Cells = [.. run.Cells.Select(cell => cell with { Outputs = [new DisplayOutput(stored, IsResult: true)] })],
        };
        var writer = new PageWriter(_folder["out"], new("MNIST.", IsMnist: true));
        return File.ReadAllText(writer.WriteLesson(_folder["05-a.ipynb"], run.WithPicturesOf(before), null, null).Path);
    }

    [Fact]
    public void A_stored_notebook_keeps_the_sentence()
    {
        NotebookFile stored = InstrumentLesson.Of("05-a", LaboratoryPage.Instrument).WithoutLiveHtml();
        MimeBundle data = Assert.IsType<DisplayOutput>(Assert.Single(stored.Cells[1].Outputs)).Data;
        Assert.Equal(LaboratoryPage.Instrument.ToText(), Assert.Single(data.Forms).Value.GetString());
    }

    [LongFact]
    public async Task A_run_shows_it_in_the_form_for_pages()
    {
        FewDigits.Write(_folder["mnist"]);
        NotebookRun run = await Run.CellsAsync($"""
            #r "{typeof(DigitSet).Assembly.Location}"
            using MnistNotebooks.Data;
            using MnistNotebooks.Instruments;
            Instruments.Laboratory(Mnist.Load("{_folder["mnist"]}"))
            """, "MnistNotebooks.Charts.Chart.Heatmap(MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(2), \"Zeros\")");
        Assert.Null(run.Failure);
        MimeBundle data = Assert.IsType<DisplayOutput>(Assert.Single(run.Notebook.Cells[0].Outputs)).Data;
        Assert.Equal([MimeBundle.Instrument, MimeBundle.Plain], data.Forms.Keys);
        Assert.Equal([MimeBundle.Plotly, MimeBundle.Plain],
            Assert.IsType<DisplayOutput>(Assert.Single(run.Notebook.Cells[1].Outputs)).Data.Forms.Keys);
        PageInstrument instrument = PageInstrument.Of(data)!;
        Assert.StartsWith("<mnist-laboratory ", instrument.Html, StringComparison.Ordinal);
        Assert.Equal([DigitsImage.FileName, InstrumentScript.FileName], instrument.Files.Select(file => file.Key));
    }
}
