using System.Text.Json;
using System.Text.Json.Nodes;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pictures;
using MnistNotebooks.Runner.Tests.Instruments;
using MnistNotebooks.Runner.Tests.Lessons;
using MnistNotebooks.Runner.Tests.Notebooks;
using MnistNotebooks.Runner.Tests.Pages;

namespace MnistNotebooks.Runner.Tests.Pictures;

public sealed class FigurePicturesTests(FigurePicturesTests.Painter shared) : IClassFixture<FigurePicturesTests.Painter>
{
    private static readonly byte[] _executed = NotebookWriter.ToUtf8(SampleLesson.Notebook);

    [BrowserFact]
    public async Task Every_figure_gets_its_picture_and_nothing_else_changes()
    {
        FigurePainter painter = await shared.Started.Value;
        NotebookFile drawn = await FigurePictures.AddAsync(SampleLesson.Notebook, painter, default);
        Assert.Equal(SampleLesson.Figures, drawn.Figures().Count());
        Assert.All(drawn.Figures(), FigurePicture.Check);
        Assert.Equal(_executed, NotebookWriter.ToUtf8(Changed(drawn, figure => figure.Without(MimeBundle.Png))));

        NotebookFile outdated = Changed(drawn, figure => figure.With(MimeBundle.Png, Json.Text("AAAA")));
        Assert.Equal(NotebookWriter.ToUtf8(drawn), NotebookWriter.ToUtf8(await FigurePictures.AddAsync(outdated, painter, default)));
    }

    [LongBrowserFact]
    public async Task A_film_shows_the_moment_it_opens_with()
    {
        FigurePainter painter = await shared.Started.Value;
        JsonElement film = SampleLesson.Notebook.Figures().Last().Json(MimeBundle.Plotly)!.Value;
        JsonObject still = JsonObject.Create(film)!;
        Assert.True(still.Remove("frames"));
        Assert.Equal(await painter.DrawAsync(JsonSerializer.SerializeToElement(still), default), await painter.DrawAsync(film, default));
    }

    [LongBrowserFact]
    public async Task An_instrument_gets_a_picture_which_is_the_same_each_time()
    {
        FigurePainter painter = await shared.Started.Value;
        NotebookFile lesson = InstrumentLesson.Of("05-a", LaboratoryPage.Instrument);
        string first = await PictureAsync();
        Assert.Equal(first, await PictureAsync());
        Assert.InRange(first.Length, 20_000, 500_000);

        async Task<string> PictureAsync()
        {
            NotebookFile stored = (await FigurePictures.AddAsync(lesson, painter, default)).WithoutLiveHtml();
            MimeBundle data = Assert.IsType<DisplayOutput>(Assert.Single(stored.Cells[1].Outputs)).Data;
            Assert.Equal([MimeBundle.Png, MimeBundle.Plain], data.Forms.Keys);
            return data.Text(MimeBundle.Png)!;
        }
    }

    [BrowserFact]
    public async Task A_figure_that_cannot_be_drawn_is_named_and_the_next_one_is_drawn()
    {
        FigurePainter painter = await shared.Started.Value;
        var output = new DisplayOutput(new([new(MimeBundle.Plotly, JsonElement.Parse("null"))]), IsResult: true);
        var cell = new NotebookCell("a", CellKind.Code, "1") { ExecutionCount = 4, Outputs = [output] };
        var broken = new NotebookFile("sample", SampleNotebook.Metadata, [cell]);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => FigurePictures.AddAsync(broken, painter, default));
        Assert.StartsWith("sample, cell [4]: the figure can't be drawn: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.All((await FigurePictures.AddAsync(SampleLesson.Notebook, painter, default)).Figures(), FigurePicture.Check);
    }

    /// <summary>One browser for all.</summary>
    public sealed class Painter : IAsyncLifetime
    {
        internal Lazy<Task<FigurePainter>> Started { get; } = new(FigurePainter.StartAsync);

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync()
        {
            if (Started.IsValueCreated)
                await (await Started.Value).DisposeAsync();
        }
    }

    private static NotebookFile Changed(NotebookFile notebook, Func<MimeBundle, MimeBundle> change) => notebook with
    {
        Cells = [.. notebook.Cells.Select(cell => cell with
        {
            Outputs = [.. cell.Outputs.Select(output => output is DisplayOutput display && display.Data.Json(MimeBundle.Plotly) is not null
                ? display with { Data = change(display.Data) } : output)],
        })],
    };
}
