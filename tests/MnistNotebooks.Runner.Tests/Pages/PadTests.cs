using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Charts;
using MnistNotebooks.Data;

namespace MnistNotebooks.Runner.Tests.Pages;

/// <summary>Pads as readers use them: by real input in a browser.</summary>
[Collection(LiveBrowser.Tests)]
public sealed class PadTests
{
    private static readonly (double, double)[] One = [(0.62, 0.15), (0.55, 0.85)];
    private static readonly (double, double)[] Seven = [(0.2, 0.2), (0.7, 0.2), (0.4, 0.9)];

    // Also a small one in a corner, one that leaves the paper, one without height, and a ring.
    private static readonly (double, double)[][] Drawings =
    [
        One, Seven, [(0.8, 0.8), (0.9, 0.8), (0.85, 0.97)], [(0.5, 0.1), (0.5, 0.5), (1.1, 0.5)], [(0.05, 0.5), (0.95, 0.5)],
        [.. Enumerable.Range(0, 13).Select(i => (0.5 + 0.25 * Math.Sin(i * Math.PI / 6), 0.5 - 0.35 * Math.Cos(i * Math.PI / 6)))],
    ];

    private static DrawPad Pad => Chart.DrawPad(PadNetworks.Tutorial, "Draw a digit");

    [Fact]
    public void The_pad_of_a_trained_network_adds_less_than_400_kB_to_a_page() =>
        Assert.InRange(Pad.ToHtml().Length, 1, 400_000);

    [BrowserTheory]
    [InlineData("mouse", 1280)]
    [InlineData("pen", 700)]
    [InlineData("finger", 400)]
    public async Task A_stroke_is_read_while_it_is_drawn(string tool, int width)
    {
        using PadPage page = await PadPage.OpenAsync([Pad, Pad], width, touch: tool == "finger");
        Assert.True(await page.IsEmptyAsync());
        Assert.Equal("Outputs", await page.TextAsync("answer"));

        await page.DrawAsync(tool, One);
        Assert.Equal("The network says 1", await page.TextAsync("answer"));
        Assert.Equal("Influence on 1", await page.TextAsync("influence-name"));
        byte[] pixels = [.. (await page.NumbersAsync(".pixels")).Select(level => (byte)level)];
        Vector<double> outputs = PadNetworks.Tutorial.Forward(new Digit(0, 1, pixels).Inputs(PixelScale.Tutorial)).Outputs;
        Assert.InRange((outputs - Vector<double>.Build.Dense(await page.NumbersAsync(".outputs"))).InfinityNorm(), 0, 0.01);
        Assert.True(await page.IsEmptyAsync(pad: 1));

        await page.AskAsync(".shadowRoot.getElementById('clear').click()");
        await page.DrawAsync(tool, One);
        Assert.Equal(pixels, (await page.NumbersAsync(".pixels")).Select(level => (byte)level));
        Assert.InRange((await page.Live.EvaluateAsync("document.documentElement.scrollWidth")).GetInt32(), 1, width);
        Assert.Empty(page.Live.Errors);
    }

    [BrowserFact]
    public async Task What_is_drawn_is_prepared_as_the_librarys_own_pictures_are_within_one_grey_level()
    {
        using PadPage page = await PadPage.OpenAsync([Pad]);
        foreach (var drawing in Drawings)
        {
            await page.AskAsync(".shadowRoot.getElementById('clear').click()");
            await page.DrawAsync("mouse", drawing);
            double[] expected = [.. OwnPicture.From(await page.InkAsync()).Centred.Pixels.ToArray().Select(level => (double)level)];
            Assert.All(
                expected.Zip(await page.NumbersAsync(".pixels")),
                levels => Assert.InRange(levels.Second, levels.First - 1, levels.First + 1));
        }
    }

    [BrowserFact]
    public async Task Undo_clear_and_the_choice_of_map_are_reached_by_the_keyboard()
    {
        using PadPage page = await PadPage.OpenAsync([Pad]);
        await page.DrawAsync("mouse", One);
        double[] first = await page.NumbersAsync(".pixels"), map = await page.NumbersAsync(".influence");
        await page.DrawAsync("mouse", [(0.1, 0.5), (0.9, 0.6)]);
        Assert.NotEqual(first, await page.NumbersAsync(".pixels"));

        await TabTo("undo");
        await page.Live.PressAsync("Enter", 13, "\r");
        await page.Drawn();
        Assert.Equal(first, await page.NumbersAsync(".pixels"));
        Assert.Equal(map, await page.NumbersAsync(".influence"));

        await TabTo("gradientTimesInput");
        await page.Live.PressAsync("ArrowDown", 40);
        Assert.NotEqual(map, await page.NumbersAsync(".influence"));

        await TabTo("clear");
        await page.Live.PressAsync(" ", 32, " ");
        await page.Drawn();
        Assert.True(await page.IsEmptyAsync());
        Assert.Equal("Outputs", await page.TextAsync("answer"));
        await TabTo("undo");
        await page.Live.PressAsync("Enter", 13, "\r");
        await page.Drawn();
        Assert.True(await page.IsEmptyAsync());
        Assert.Empty(page.Live.Errors);

        async Task TabTo(string name)
        {
            const string focused = ".shadowRoot.activeElement";
            for (int i = 0; i < 30; i++)
            {
                await page.Live.PressAsync("Tab", 9);
                JsonElement found = await page.AskAsync($"{focused}?.id || {PadPage.Pad(0)}{focused}?.value || ''");
                if (found.GetString() != name)
                    continue;
                JsonElement outline = await page.Live.EvaluateAsync($"getComputedStyle({PadPage.Pad(0)}{focused}).outlineStyle");
                Assert.Equal("solid", outline.GetString());
                return;
            }
            Assert.Fail($"Tab does not lead to {name}.");
        }
    }

    [BrowserFact]
    public async Task Inserted_as_notebooks_do_it_works_as_often_as_it_is_shown()
    {
        using PadPage page = await PadPage.OpenAsync([]);
        string html = JsonSerializer.Serialize(Pad.ToHtml());
        // JupyterLab puts a new script in the place of each; VS Code appends a new one to the output and takes it away again.
        await page.Live.EvaluateAsync($$"""
            for (const run of [(old, made) => old.replaceWith(made), (old, made, output) => output.appendChild(made).remove()]) {
              const output = document.createElement('div');
              document.querySelector('main').prepend(output);
              output.innerHTML = {{html}};
              for (const old of output.querySelectorAll('script')) {
                const made = document.createElement('script');
                made.textContent = old.textContent;
                run(old, made, output);
              }
              output.parentNode.append(output);
            }
            """);
        foreach (int pad in (int[])[0, 1])
        {
            await page.DrawAsync("mouse", One, pad);
            Assert.Equal("The network says 1", await page.TextAsync("answer", pad));
        }
        Assert.Empty(page.Live.Errors);
    }
}
