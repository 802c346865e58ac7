using System.ComponentModel;
using System.Text;
using System.Text.Json;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;
using PuppeteerSharp;

namespace MnistNotebooks.Runner.Pictures;

/// <summary>Draws figures and instruments as the pages do, in a Chromium without window and network, one after the other.</summary>
internal sealed class FigurePainter : IAsyncDisposable
{
    // Where a layout gives none: the most that the library's figures take in a live notebook, and plotly.js's own height.
    private const int DefaultWidth = 760;
    private const int DefaultHeight = 450;

    // Wide enough for two figures side by side.
    private const int InstrumentWidth = 960;

    // What an instrument shows before anybody touches it may be little: it may have a better pose.
    private const string Pose = """
        (async () => {
          await document.body.firstElementChild.pose?.();
          await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
        })()
        """;

    // Without the buttons that show when the mouse comes near. A film shows the moment it opens with.
    private const string Draw = """
        async function draw({ data, layout = {}, frames, config }) {
          const place = document.createElement('div');
          document.body.style.margin = 0;
          if (document.body.firstChild) Plotly.purge(document.body.firstChild);
          document.body.replaceChildren(place);
          delete layout.width;
          await Plotly.newPlot(place, {
            data,
            layout: { ...layout, autosize: true },
            frames,
            config: { ...config, displayModeBar: false },
          });
          await Promise.all([...document.querySelectorAll('image')].map(image => image.decode()));
        }
        """;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly IBrowser _browser;
    private readonly IPage _page;

    private FigurePainter(IBrowser browser, IPage page) => (_browser, _page) = (browser, page);

    /// <exception cref="IOException">There is no Chromium, or it does not start.</exception>
    public static async Task<FigurePainter> StartAsync()
    {
        var options = new LaunchOptions
        {
            ExecutablePath = ChromiumProgram.Find(),
            Headless = true,
            // The sandbox needs what containers lack, and what is drawn here is the user's own. Arguments are not quoted by the library.
            Args = ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb", "--host-resolver-rules=\"MAP * ~NOTFOUND\""],
        };
        try
        {
            IBrowser browser = await Puppeteer.LaunchAsync(options).ConfigureAwait(false);
            try
            {
                IPage page = await browser.NewPageAsync().ConfigureAwait(false);
                string plotly = await File.ReadAllTextAsync(PlotlyScript.Path).ConfigureAwait(false);
                await page.EvaluateExpressionAsync($"{plotly};{Draw}").ConfigureAwait(false);
                return new(browser, page);
            }
            catch
            {
                await browser.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
        catch (Exception e) when (e is PuppeteerException or ProcessException or Win32Exception)
        {
            throw new IOException($"{options.ExecutablePath} was expected to be a Chromium, but does not start as one: {FirstLine(e)}", e);
        }
    }

    /// <summary>A figure as a PNG file, in the size that its layout asks for. Safe to call from several threads.</summary>
    /// <exception cref="InvalidDataException">plotly.js or Chromium can't draw it; the message is theirs.</exception>
    public Task<byte[]> DrawAsync(JsonElement figure, CancellationToken cancellation) =>
        InTurnAsync(() => ScreenAsync(figure), cancellation);

    /// <summary>An instrument as a PNG file, as it shows itself for a picture. Safe to call from several threads.</summary>
    /// <exception cref="InvalidDataException">Chromium can't show it; the message is its own.</exception>
    public Task<byte[]> DrawAsync(PageInstrument instrument, CancellationToken cancellation) =>
        InTurnAsync(() => ScreenAsync(instrument), cancellation);

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    private async Task<byte[]> InTurnAsync(Func<Task<byte[]>> screen, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return PalettePng.FromScreen(await screen().WaitAsync(cancellation).ConfigureAwait(false));
        }
        catch (PuppeteerException e)
        {
            throw new InvalidDataException(FirstLine(e), e);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<byte[]> ScreenAsync(JsonElement figure)
    {
        int width = Pixels(figure, "width") ?? DefaultWidth, height = Pixels(figure, "height") ?? DefaultHeight;
        await _page.SetViewportAsync(new() { Width = width, Height = height }).ConfigureAwait(false);
        await _page.EvaluateExpressionAsync($"draw({Encoding.UTF8.GetString(Json.Compact(figure))})").ConfigureAwait(false);
        return await _page.ScreenshotDataAsync(new() { CaptureBeyondViewport = false }).ConfigureAwait(false);
    }

    // In a page of its own, which it may fill with what it likes.
    private async Task<byte[]> ScreenAsync(PageInstrument instrument)
    {
        await using IPage page = await _browser.NewPageAsync().ConfigureAwait(false);
        await page.SetViewportAsync(new() { Width = InstrumentWidth, Height = DefaultHeight }).ConfigureAwait(false);
        await page.SetContentAsync($"<!DOCTYPE html><html lang=\"en\"><body style=\"margin: 0\">{instrument.Html}</body></html>")
            .ConfigureAwait(false);
        foreach (byte[] script in instrument.Scripts)
            await page.AddScriptTagAsync(new AddTagOptions { Content = Encoding.UTF8.GetString(script) }).ConfigureAwait(false);
        await page.EvaluateExpressionAsync(Pose).ConfigureAwait(false);
        IElementHandle element = await page.QuerySelectorAsync("body > *").ConfigureAwait(false);
        return await element.ScreenshotDataAsync().ConfigureAwait(false);
    }

    private static int? Pixels(JsonElement figure, string side) =>
        Member(Member(figure, "layout"), side) is { ValueKind: JsonValueKind.Number } pixels ? (int)Math.Ceiling(pixels.GetDouble()) : null;

    private static JsonElement Member(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out JsonElement value) ? value : default;

    private static string FirstLine(Exception e) => e.Message.Split('\n')[0].Trim();
}

/// <summary>Gives each figure and each instrument of a notebook its picture, for viewers that draw no figures (GitHub, nbviewer).</summary>
internal static class FigurePictures
{
    /// <summary>
    /// The notebook with a picture beside every figure and instrument; pictures already there are made anew, all else stays.
    /// </summary>
    /// <exception cref="InvalidDataException">One of them can't be drawn; the message names notebook and cell.</exception>
    public static async Task<NotebookFile> AddAsync(NotebookFile notebook, FigurePainter painter, CancellationToken cancellation)
    {
        var cells = new List<NotebookCell>();
        foreach (NotebookCell cell in notebook.Cells)
        {
            var outputs = new List<Output>();
            foreach (Output output in cell.Outputs)
            {
                if (output is DisplayOutput { Data: var data } display && Drawn(data, cell) is { } drawn)
                    outputs.Add(display with { Data = data.With(MimeBundle.Png, await drawn.ConfigureAwait(false)) });
                else
                    outputs.Add(output);
            }
            cells.Add(cell with { Outputs = outputs });
        }
        return notebook with { Cells = cells };

        Task<JsonElement>? Drawn(MimeBundle data, NotebookCell cell) =>
            data.Json(MimeBundle.Plotly) is { } figure
                ? PictureAsync(() => painter.DrawAsync(figure, cancellation), "figure", cell)
            : data.Json(MimeBundle.Instrument) is not null
                ? PictureAsync(() => painter.DrawAsync(PageInstrument.Of(data)!, cancellation), "instrument", cell)
            : null;

        async Task<JsonElement> PictureAsync(Func<Task<byte[]>> draw, string what, NotebookCell cell)
        {
            try
            {
                return Json.Text(Convert.ToBase64String(await draw().ConfigureAwait(false)));
            }
            catch (InvalidDataException e)
            {
                throw new InvalidDataException($"{notebook.Name}, cell [{cell.ExecutionCount}]: the {what} can't be drawn: {e.Message}", e);
            }
        }
    }
}
