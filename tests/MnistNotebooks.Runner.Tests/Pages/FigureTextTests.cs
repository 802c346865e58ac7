using System.Collections.Concurrent;
using System.Text.Json;
using MnistNotebooks.Charts;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;
using MnistNotebooks.Runner.Tests.Notebooks;
using MnistNotebooks.Tests.Charts;

namespace MnistNotebooks.Runner.Tests.Pages;

/// <summary>A page with a figure of every kind, measured in a browser: texts can be read and keep clear of one another.</summary>
public sealed class FigureTextTests
{
    private const int Laptop = 1280;
    private const int Projector = 1920;
    private const int Phone = 400;

    // Of each figure its faults, its smallest text, and the sides of 28 pixels of its pictures.
    private const string Measure = """
        (() => {
          const texts = plot => [...plot.querySelectorAll('svg text')].flatMap(text => {
            const style = getComputedStyle(text);
            if (style.visibility === 'hidden' || text.closest('.hoverlayer, .modebar')) return [];
            for (let part = text; part !== plot; part = part.parentElement) {
              const { opacity, display } = getComputedStyle(part);
              if (opacity === '0' || display === 'none') return [];
            }
            const lines = [...text.querySelectorAll('tspan.line')];
            return (lines.length ? lines : [text]).map(line => {
              const { left, right, top, bottom } = line.getBoundingClientRect();
              return { words: line.textContent, size: parseFloat(style.fontSize), left, right, top, bottom };
            }).filter(line => line.words.trim() && line.right > line.left);
          });
          // The box of a text is higher than its letters.
          const letters = ({ left, right, top, bottom }) => {
            const [x, y] = right - left < bottom - top ? [(right - left) * 0.2, 1] : [1, (bottom - top) * 0.2];
            return [left + x, right - x, top + y, bottom - y];
          };
          return [...document.querySelectorAll('.figure')].map(figure => {
            const plot = figure.querySelector('.plot');
            const frame = plot.querySelector('.main-svg').getBoundingClientRect();
            const all = texts(plot), faults = [];
            all.forEach((text, i) => {
              if (text.left < frame.left - 1 || text.right > frame.right + 1 || text.top < frame.top - 1 || text.bottom > frame.bottom + 1)
                faults.push(`'${text.words}' is cut`);
              const [left, right, top, bottom] = letters(text);
              for (const other of all.slice(i + 1)) {
                const [left2, right2, top2, bottom2] = letters(other);
                if (Math.min(right, right2) - Math.max(left, left2) > 0.5 && Math.min(bottom, bottom2) - Math.max(top, top2) > 0.5)
                  faults.push(`'${text.words}' lies on '${other.words}'`);
              }
            });
            const { xaxis, yaxis } = plot._fullLayout;
            const side = axis => 28 * axis._length / Math.abs(axis.range[1] - axis.range[0]);
            const bars = [...plot.querySelectorAll('.cbfills')].map(bar => bar.getBoundingClientRect());
            return {
              faults, sides: [side(xaxis), side(yaxis)], smallest: Math.min(...all.map(text => text.size)), width: frame.width,
              bar: Math.max(0, ...bars.map(bar => bar.height)), isWider: frame.width > figure.clientWidth,
              scrolls: getComputedStyle(figure).overflowX === 'auto',
            };
          });
        })()
        """;

    // Drawing all kinds takes a while, so each width is measured once.
    private static readonly ConcurrentDictionary<int, Task<Dictionary<string, JsonElement>>> _measured = new();

    private static readonly string[] _pictures = ["Digit", "Digits", "Images", "Atlas", "Film", "HeatmapPixels"];

    [LongBrowserTheory]
    [InlineData(Laptop)]
    [InlineData(Projector)]
    [InlineData(Phone)]
    public async Task Texts_of_figures_neither_lie_on_one_another_nor_are_cut(int width)
    {
        var figures = await MeasureAsync(width);
        string[] faults = [.. figures.SelectMany(figure => figure.Value.GetProperty("faults").EnumerateArray()
            .Select(fault => $"{figure.Key}: {fault.GetString()}"))];
        Assert.True(faults.Length == 0, string.Join('\n', faults));
        Assert.All(figures, figure => Assert.True(
            figure.Value.GetProperty("scrolls").GetBoolean() || !figure.Value.GetProperty("isWider").GetBoolean(), figure.Key));
        Assert.All(figures, figure => Assert.True(Number(figure.Value, "smallest") >= 12, figure.Key));
    }

    [LongBrowserFact]
    public async Task Figures_grow_with_the_page_and_pictures_take_its_width()
    {
        var small = await MeasureAsync(Laptop);
        var large = await MeasureAsync(Projector);
        Assert.All(small, figure => Assert.InRange(Number(large[figure.Key], "smallest") / Number(figure.Value, "smallest"), 1.05, 1.3));
        Assert.All(small.Values.Concat(large.Values), figure => Assert.InRange(Number(figure, "bar"), 0, 300 * 1.2));
        foreach (string kind in _pictures)
        {
            foreach (JsonElement figure in new[] { small[kind], large[kind] })
            {
                double[] sides = [.. figure.GetProperty("sides").EnumerateArray().Select(side => side.GetDouble())];
                Assert.InRange(sides[0] - sides[1], -1, 1);
            }
        }
        // Ten in a row: 760 pixels and more, where plotly's own frame has 900.
        Assert.InRange(10 * small["Digits"].GetProperty("sides")[0].GetDouble(), 760, 900);
    }

    [LongBrowserFact]
    public async Task A_film_opens_on_its_last_frame_and_plays_from_the_first()
    {
        using var folder = new TemporaryFolder();
        await using LivePage page = await OpenAsync(folder, Laptop);
        string film = $"document.querySelectorAll('.figure .plot')[{Samples.All.Keys.ToList().IndexOf("Film")}]";
        JsonElement opening = await page.EvaluateAsync($"{film}.querySelector('.slider-current-value, .slider-label').textContent");
        Assert.Equal("100 records", opening.GetString());
        JsonElement first = await page.EvaluateAsync(
            $"new Promise(done => {{ {film}.on('plotly_animatingframe', frame => done(frame.name)); "
            + $"{film}.querySelector('.updatemenu-button').dispatchEvent(new MouseEvent('click')); }})");
        Assert.Equal("0", first.GetString());
        Assert.Empty(page.Errors);
    }

    private static double Number(JsonElement figure, string name) => figure.GetProperty(name).GetDouble();

    private static Task<Dictionary<string, JsonElement>> MeasureAsync(int width) => _measured.GetOrAdd(width, MeasureOnceAsync);

    private static async Task<Dictionary<string, JsonElement>> MeasureOnceAsync(int width)
    {
        using var folder = new TemporaryFolder();
        await using LivePage page = await OpenAsync(folder, width);
        JsonElement[] measured = [.. (await page.EvaluateAsync(Measure)).EnumerateArray()];
        Assert.Empty(page.Errors);
        return Samples.All.Keys.Zip(measured).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>The page of all kinds of figures, when the last one is drawn.</summary>
    private static async Task<LivePage> OpenAsync(TemporaryFolder folder, int width)
    {
        var pages = new PageWriter(folder["out"], new("Drawn.", IsMnist: false));
        string path = pages.WriteLesson(folder["03-figures.ipynb"], Lesson(), null, null).Path;
        LivePage page = await LivePage.OpenAsync(path, width);
        await page.EvaluateAsync(
            "new Promise(done => { const look = () => document.querySelectorAll('.figure.drawn .main-svg .infolayer').length >= "
            + $"{Samples.All.Count} ? setTimeout(done, 300) : setTimeout(look, 50); look(); }})");
        return page;
    }

    private static NotebookFile Lesson() => new("03-figures", SampleNotebook.Metadata,
    [
        new("title", CellKind.Markdown, "# 03 · Figures"),
        .. Samples.All.Select(sample => new NotebookCell(sample.Key, CellKind.Code, sample.Key)
        {
            ExecutionCount = 1,
            Outputs = [Shown(sample.Value())],
        }),
    ]);

    private static DisplayOutput Shown(Figure figure) => new(
        new MimeBundle([
            KeyValuePair.Create(MimeBundle.Plotly, JsonElement.Parse(figure.ToJson())),
            KeyValuePair.Create(MimeBundle.Plain, Json.Text(figure.ToText())),
        ]),
        IsResult: true);
}
