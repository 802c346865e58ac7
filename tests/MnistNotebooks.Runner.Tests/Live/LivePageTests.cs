using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Tests.Notebooks;
using MnistNotebooks.Runner.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace MnistNotebooks.Runner.Tests.Live;

/// <summary>Live lessons in a browser, as a reader uses them.</summary>
public sealed class LivePageTests
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 60_000 };
    private static readonly LocatorAssertionsToContainTextOptions PatientText = new() { Timeout = 60_000 };

    [LongBrowserFact]
    public async Task A_cell_is_changed_and_run_by_the_keyboard()
    {
        await using Visit visit = await Visit.OfAsync("int a = 20;\na", "a + 1");
        (IPage page, Reader reader) = (visit.Page, visit.Reader);
        Assert.Equal($"{visit.Site.Root}/sample.html", page.Url);
        await page.RewriteAsync("code-1", "int a = 40;\na");
        await page.Keyboard.PressAsync("Shift+Enter");
        await page.Cell("code-1").EndedAsync();
        Assert.Equal("40", (await page.Cell("code-1").OutputAsync()).Trim());
        // It went on to the next.
        await page.Keyboard.PressAsync("ControlOrMeta+Enter");
        await page.Cell("code-2").EndedAsync();
        Assert.Equal("41", (await page.Cell("code-2").OutputAsync()).Trim());
        await Expect(page.Cell("code-1")).ToHaveClassAsync(new Regex("changed"));
        await page.Cell("code-1").Button("As in the lesson").ClickAsync();
        await Expect(page.Cell("code-2")).ToHaveClassAsync(new Regex("stale"));
        Assert.Empty(reader.Errors);
    }

    [LongBrowserFact]
    public async Task The_editor_completes_describes_and_underlines()
    {
        await using Visit visit = await Visit.OfAsync("var numbers = new List<int> { 3, 4 };", "numbers.Sum()");
        (IPage page, Reader reader) = (visit.Page, visit.Reader);
        await page.RewriteAsync("code-2", "numbers.");
        await page.Keyboard.TypeAsync("Cap");
        await Expect(page.Locator(".suggest-widget.visible")).ToContainTextAsync("Capacity", PatientText);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Cell("code-2").Locator(".view-lines").First).ToHaveTextAsync("numbers.Capacity");

        await page.RewriteAsync("code-2", "numbers.Insert");
        await page.Keyboard.TypeAsync("(");
        await Expect(page.Locator(".parameter-hints-widget.visible")).ToContainTextAsync("Insert(int index, int item)", PatientText);
        await page.Keyboard.PressAsync("Escape");

        await page.RewriteAsync("code-2", "numbers.Foo();");
        await Expect(page.Cell("code-2").Locator(".squiggly-error").First).ToBeVisibleAsync(Patient);
        await page.RewriteAsync("code-2", "numbers.Capacity");
        await Expect(page.Cell("code-2").Locator(".squiggly-error")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await page.Cell("code-2").Locator(".view-lines").GetByText("Capacity").First.HoverAsync();
        await Expect(page.Locator(".monaco-hover:not(.hidden)").First).ToContainTextAsync("List<int>.Capacity", PatientText);
        Assert.Empty(reader.Errors);
    }

    [LongBrowserFact]
    public async Task An_error_stands_under_its_line()
    {
        await using Visit visit = await Visit.OfAsync("int a = 1;\nthrow new Exception(\"not today\");\nint b = 2;");
        (IPage page, Reader reader) = (visit.Page, visit.Reader);
        ILocator cell = page.Cell("code-1");
        await page.FocusEditorAsync("code-1");
        await cell.RunAsync("failed");
        ILocator zone = cell.Locator(".error-zone");
        await Expect(zone).ToContainTextAsync("not today");
        var (below, second, third) =
            ((await zone.BoundingBoxAsync())!, (await Line(2).BoundingBoxAsync())!, (await Line(3).BoundingBoxAsync())!);
        Assert.InRange(below.Y, second.Y + second.Height - 2, third.Y);
        Assert.InRange(third.Y, below.Y + below.Height - 2, float.MaxValue);
        await Expect(cell.Locator(".outputs .error")).ToContainTextAsync("at cell [1], line 2");
        await Expect(page.Locator(".bar [role=status]")).ToContainTextAsync("failed: Exception: not today");
        Assert.Empty(reader.Errors);

        ILocator Line(int number) => cell.Locator(".view-line").Nth(number - 1);
    }

    [BrowserFact]
    public async Task A_cell_says_what_it_needs_and_offers_to_run_it()
    {
        await using Visit visit = await Visit.OfAsync("int a = 2;", "int unused = 0;", "int b = a * 10;", "a + b");
        (IPage page, Reader reader) = (visit.Page, visit.Reader);
        ILocator cell = page.Cell("code-4");
        await cell.Button("Run").ClickAsync();
        await Expect(cell.Locator(".offer")).ToContainTextAsync("This cell needs [1] and [3], which have not run.");
        await Expect(cell.Button("Run them and this cell")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await cell.EndedAsync();
        Assert.Equal("22", (await cell.OutputAsync()).Trim());
        await Expect(page.Cell("code-2")).ToHaveAttributeAsync("data-status", "idle");
        Assert.Empty(reader.Errors);
    }

    [LongBrowserFact]
    public async Task A_loop_is_stopped_and_the_kernel_restarted()
    {
        await using Visit visit = await Visit.OfAsync("Console.WriteLine(\"begun\");\nwhile (true) { }", "6 * 7");
        (IPage page, Reader reader) = (visit.Page, visit.Reader);
        await page.Cell("code-1").Button("Run").ClickAsync();
        await Expect(page.Cell("code-1").Locator(".outputs")).ToContainTextAsync("begun", PatientText);
        await page.Locator(".bar").Button("Stop").ClickAsync();
        await page.Cell("code-1").EndedAsync("failed");
        await Expect(page.Locator(".bar .said")).ToContainTextAsync("variables are gone");
        await page.Cell("code-2").RunAsync();
        Assert.Equal("42", (await page.Cell("code-2").OutputAsync()).Trim());
        await page.Locator(".bar").Button("Restart").ClickAsync();
        await Expect(page.Cell("code-2")).ToHaveAttributeAsync("data-status", "idle");
        await page.Cell("code-2").RunAsync();
        Assert.Empty(reader.Errors);
    }

    [LongBrowserFact]
    public async Task What_was_changed_outlives_a_reload_and_is_saved_compared_and_thrown_away()
    {
        await using Visit visit = await Visit.OfAsync("1 + 1", "\"other\"");
        (IPage page, Reader reader) = (visit.Page, visit.Reader);
        await page.RewriteAsync("code-1", "40 + 2");
        await page.ReloadAsync();
        await Expect(page.Cell("code-1").Locator(".view-lines").First).ToHaveTextAsync("40 + 2");
        await Expect(page.Locator(".bar")).ToHaveAttributeAsync("data-kernel", "ready", new() { Timeout = 60_000 });
        await page.Cell("code-1").RunAsync();
        Assert.Equal("42", (await page.Cell("code-1").OutputAsync()).Trim());

        await page.Locator(".bar").Button("Save").ClickAsync();
        await Expect(page.Locator(".bar .said")).ToContainTextAsync("sample.mine.ipynb");
        Assert.Equal("40 + 2", NotebookFile.Read(visit.Folder["sample.mine.ipynb"]).Cells[0].Source);
        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.Locator(".bar").Button("Download").ClickAsync());
        Assert.Equal("sample.mine.ipynb", download.SuggestedFilename);
        Assert.Equal(File.ReadAllBytes(visit.Folder["sample.mine.ipynb"]), File.ReadAllBytes((await download.PathAsync())!));

        await page.Locator(".bar").Button("Compare").ClickAsync();
        await Expect(page.Locator(".monaco-diff-editor")).ToHaveCountAsync(1, new() { Timeout = 60_000 });
        await Expect(page.Locator(".monaco-diff-editor .original .view-lines")).ToContainTextAsync("1 + 1", PatientText);
        await page.Locator(".bar").Button("Compare").ClickAsync();
        await page.Locator(".bar").Button("Throw away").ClickAsync();
        await page.Locator(".bar").Button("Throw all changes away?").ClickAsync();
        await Expect(page.Cell("code-1").Locator(".view-lines").First).ToHaveTextAsync("1 + 1");
        await page.ReloadAsync();
        await Expect(page.Cell("code-1").Locator(".view-lines").First).ToHaveTextAsync("1 + 1");
        Assert.Empty(reader.Errors);
    }

    [LongBrowserFact]
    public async Task Two_tabs_of_one_lesson_show_the_same_code_and_outputs()
    {
        using var folder = new TemporaryFolder();
        await using LiveSite site = await LiveSite.OfAsync(folder, "1 + 1");
        await using Reader reader = await Reader.StartAsync();
        IPage one = await reader.OpenAsync(site);
        IPage two = await reader.OpenAsync(site);
        await one.BringToFrontAsync();
        await one.RewriteAsync("code-1", "3 * 3");
        await one.Keyboard.PressAsync("Shift+Enter");
        await one.Cell("code-1").EndedAsync();
        await Expect(two.Cell("code-1").Locator(".outputs")).ToContainTextAsync("9", PatientText);
        await Expect(two.Cell("code-1").Locator("pre.code")).ToHaveTextAsync("3 * 3");
        Assert.Empty(reader.Errors);
    }

    [LongBrowserFact]
    public async Task A_server_that_ends_and_comes_back_costs_the_variables_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        LiveSite site = await LiveSite.OfAsync(folder, "int a = 1;\na", "a + 1");
        await using Reader reader = await Reader.StartAsync();
        IPage page = await reader.OpenAsync(site);
        await page.RewriteAsync("code-1", "int a = 5;\na");
        await page.Cell("code-1").RunAsync();
        int port = site.Port;
        await site.DisposeAsync();
        await Expect(page.Locator(".bar .said")).ToContainTextAsync("The connection is lost; what you changed is kept.", PatientText);
        site = await LiveSite.StartAsync(folder.Root, port: port);
        try
        {
            await Expect(page.Locator(".bar .said")).ToContainTextAsync("Open the address that the new server printed.", PatientText);
            // Another tab opens it, as the program does; the cookie is the browser's.
            IPage other = await reader.OpenAsync(site);
            await Expect(page.Locator(".bar")).ToHaveAttributeAsync("data-kernel", "ready", new() { Timeout = 60_000 });
            Assert.Contains("5", await page.Cell("code-1").OutputAsync(), StringComparison.Ordinal);
            await page.BringToFrontAsync();
            await page.Cell("code-2").Button("Run").ClickAsync();
            await page.Cell("code-2").Button("Run it and this cell").ClickAsync();
            await page.Cell("code-2").EndedAsync();
            Assert.Equal("6", (await page.Cell("code-2").OutputAsync()).Trim());
            await other.CloseAsync();
            Assert.Empty(reader.Errors);
        }
        finally
        {
            await site.DisposeAsync();
        }
    }

    [LongBrowserFact]
    public async Task A_killed_kernel_is_said_and_replaced()
    {
        await using Visit visit = await Visit.OfAsync("Environment.ProcessId");
        (IPage page, Reader reader) = (visit.Page, visit.Reader);
        await page.Cell("code-1").RunAsync();
        using (Process kernel = Process.GetProcessById(int.Parse(await page.Cell("code-1").OutputAsync())))
            kernel.Kill();
        await Expect(page.Locator(".bar .said")).ToContainTextAsync("variables are gone", PatientText);
        await Expect(page.Cell("code-1")).ToHaveAttributeAsync("data-status", "idle");
        await page.Cell("code-1").RunAsync();
        Assert.Empty(reader.Errors);
    }

    [LongBrowserFact]
    public async Task A_script_that_a_cell_displays_runs_apart_from_the_page()
    {
        const string Attack =
            "<p id='mark'>before</p><script>mark.textContent = 'ran'; try { parent.document.title = 'taken'; } catch (e) { "
            + "mark.textContent += ', apart'; } "
            + "fetch('/').then(() => mark.textContent += ', reached', () => mark.textContent += ', shut out');</script>"
            + "<div style='height: 321px'></div>";
        await using Visit visit = await Visit.OfAsync($"display(HTML(\"{Attack}\"));",
            "display(HTML(\"<img src='x' onerror='document.title = 1'><b>bold</b>\"));",
            "Console.WriteLine(\"<script>document.title = 2</script>\");");
        (IPage page, Reader reader) = (visit.Page, visit.Reader);
        await page.Locator(".bar").Button("Run all").ClickAsync();
        await page.Cell("code-3").EndedAsync();
        ILocator mark = page.FrameLocator("iframe.frame").Locator("#mark");
        await Expect(mark).ToHaveTextAsync("ran, apart, shut out", new() { Timeout = 60_000 });
        await Expect(page.Cell("code-2").Locator("b")).ToHaveTextAsync("bold");
        await Expect(page.Cell("code-3").Locator(".outputs")).ToContainTextAsync("<script>document.title = 2</script>");
        Assert.Equal("sample · Inside a digit-reading network", await page.TitleAsync());
        Assert.InRange((await page.Locator("iframe.frame").BoundingBoxAsync())!.Height, 321, 500);
    }

    [LongBrowserFact]
    public async Task A_hundred_megabytes_of_output_leave_the_page_usable()
    {
        await using Visit visit =
            await Visit.OfAsync("string text = new string('x', 999);\nfor (int i = 0; i < 100_000; i++) Console.WriteLine(text);", "1 + 2");
        (IPage page, Reader reader) = (visit.Page, visit.Reader);
        await page.Cell("code-1").RunAsync();
        await Expect(page.Cell("code-1").Locator("summary")).ToContainTextAsync("all ");
        await page.Cell("code-2").RunAsync();
        Assert.Equal("3", (await page.Cell("code-2").OutputAsync()).Trim());
        Assert.Empty(reader.Errors);
    }

    [LongBrowserFact]
    public async Task Everything_is_reached_and_heard_without_a_mouse()
    {
        await using Visit visit = await Visit.OfAsync("1 + 1", "throw new Exception(\"heard\");");
        (IPage page, Reader reader) = (visit.Page, visit.Reader);
        await Expect(page.Locator(".monaco-editor .view-lines")).Not.ToHaveCountAsync(0, new() { Timeout = 60_000 });
        var reached = new List<string>();
        for (int i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            string name = await page.EvaluateAsync<string>("""
                () => { const one = document.activeElement;
                  if (one === document.body) return '';
                  const style = getComputedStyle(one.closest('.cell-editor') ?? one);
                  const ring = [style.outlineStyle, getComputedStyle(one.closest('.input') ?? one).outlineStyle, style.boxShadow];
                  const isSeen = ring[0] !== 'none' || ring[1] !== 'none' || ring[2] !== 'none';
                  return `${one.getAttribute('aria-label') ?? one.textContent.trim()}${isSeen ? '' : ' (no focus seen)'}`; }
                """);
            reached.Add(name);
        }
        foreach (string control in (string[])["Run all", "Stop", "Restart", "Save", "Download", "Compare", "Throw away",
            "Run cell [1]", "All above [2]"])
            Assert.Contains(control, reached);
        Assert.Contains(reached, name => name.StartsWith("Code of cell [1]", StringComparison.Ordinal));
        Assert.DoesNotContain(reached, name => name.EndsWith("(no focus seen)", StringComparison.Ordinal));

        await page.Cell("code-1").Button("Run").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[role=status]").First).ToContainTextAsync("Cell [1] done", PatientText);
        await page.Cell("code-2").Button("Run").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[role=status]").First).ToContainTextAsync("Cell [2] failed: Exception: heard", PatientText);

        // The editor is left by Escape and by nothing that types.
        await page.FocusEditorAsync("code-1");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Cell("code-1").Button("Run")).ToBeFocusedAsync();
        Assert.Empty(reader.Errors);
    }

    [LongBrowserFact]
    public async Task A_phone_a_narrow_window_and_a_browser_without_scripts_show_the_code()
    {
        using var folder = new TemporaryFolder();
        await using LiveSite site = await LiveSite.OfAsync(folder, $"string text = \"{new string('x', 200)}\";\ntext.Length");
        await using (Reader phone = await Reader.StartAsync(width: 400, isTouched: true))
        {
            IPage page = await phone.OpenAsync(site);
            await Expect(page.Cell("code-1").Locator("pre.code")).ToBeVisibleAsync();
            await page.Cell("code-1").RunAsync();
            Assert.Equal("200", (await page.Cell("code-1").OutputAsync()).Trim());
            Assert.Equal(400, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            Assert.Empty(phone.Errors);
        }
        await using (Reader narrow = await Reader.StartAsync(width: 400, isDark: true))
        {
            IPage page = await narrow.OpenAsync(site);
            await Expect(page.Cell("code-1").Locator(".view-lines").First).ToBeVisibleAsync(Patient);
            Assert.Equal(400, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            // Dark: the editor's ground is the code's ground.
            Assert.Equal("rgb(29, 34, 41)",
                await page.Cell("code-1").Locator(".monaco-editor-background")
                    .First.EvaluateAsync<string>("one => getComputedStyle(one).backgroundColor"));
            Assert.Empty(narrow.Errors);
        }
        await using Reader without = await Reader.StartAsync(runsScripts: false);
        IPage still = await without.OpenAsync(site, waitsForKernel: false);
        await Expect(still.Cell("code-1").Locator("pre.code")).ToContainTextAsync("text.Length");
    }

    [LongBrowserFact]
    public async Task An_editor_takes_the_place_of_the_code_without_moving_anything()
    {
        await using Visit visit =
            await Visit.OfAsync("int a = 1;\n\n// a comment\nint b = a + 1;\nb", $"var wide = \"{new string('y', 300)}\";");
        (IPage page, Reader reader) = (visit.Page, visit.Reader);
        await Expect(page.Locator(".cell-editor .view-lines")).ToHaveCountAsync(2, new() { Timeout = 60_000 });
        double moved = await page.EvaluateAsync<double>("""
            () => new Promise(done => new PerformanceObserver(list => done(list.getEntries().reduce((sum, one) => sum + one.value, 0)))
              .observe({ type: 'layout-shift', buffered: true }) ?? setTimeout(() => done(0), 1500))
            """);
        Assert.InRange(moved, 0, 0.1);
        Assert.Empty(reader.Errors);
    }

    [LongBrowserFact]
    public async Task The_classroom_view_runs_cells_too()
    {
        await using Visit visit = await Visit.OfAsync("1 + 1", "2 + 2");
        (IPage page, Reader reader) = (visit.Page, visit.Reader);
        await page.RewriteAsync("code-1", "10 + 1 // p c");
        await Expect(page.Locator("html.present")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("h1").ClickAsync();
        await page.Keyboard.PressAsync("p");
        await Expect(page.Locator("html.present")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Shift+Enter");
        await page.Cell("code-1").EndedAsync();
        Assert.Equal("11", (await page.Cell("code-1").OutputAsync()).Trim());
        Assert.Empty(reader.Errors);
    }

    [LongBrowserFact]
    public async Task What_a_reader_runs_is_not_covered_and_decides_his_prediction()
    {
        using var folder = new TemporaryFolder();
        NotebookCell[] cells = [.. SampleNotebook.Of("Console.WriteLine(\"lit: 7\");").Cells.Select(
            cell => cell with { Outputs = [new StreamOutput(StreamName.Stdout, "lit: 3\n")] })];
        (SampleNotebook.Of() with
        {
            Cells = [PredictionLesson.Prose("asks", "# Asks\n\n**Predict.** How many?", """{ "find": "lit: (\\d+)", "within": 0 }"""),
                .. cells],
        }).Write(folder["sample.ipynb"]);
        await using LiveSite site = await LiveSite.StartAsync(folder.Root);
        await using Reader reader = await Reader.StartAsync();
        IPage page = await reader.OpenAsync(site);
        ILocator printed = page.Cell("code-1").Locator(".outputs .text"), verdict = page.Locator(".verdict");
        await Expect(printed).ToBeHiddenAsync();
        await page.Cell("code-1").RunAsync();
        await Expect(printed).ToHaveTextAsync("lit: 7");
        await Expect(printed).ToBeVisibleAsync();
        await page.GetByLabel("Your number").FillAsync("7");
        await page.Keyboard.PressAsync("Enter");
        await Expect(verdict).ToHaveTextAsync("Right: you said 7, printed is 7.");
        await page.RewriteAsync("code-1", "Console.WriteLine(\"lit: 12\");");
        await page.Cell("code-1").RunAsync();
        await Expect(verdict).ToHaveTextAsync("Not near: you said 7, printed is 12.");
        Assert.Empty(reader.Errors);
    }

    [LongBrowserFact]
    public async Task A_cell_that_can_not_be_shown_or_a_notebook_that_is_not_there_is_said_in_a_sentence()
    {
        await using Visit visit = await Visit.OfAsync("1");
        visit.Folder.Write("broken.ipynb", "{ no notebook");
        (IPage page, Reader reader) = (visit.Page, visit.Reader);
        await page.GotoAsync($"{visit.Site.Root}/nowhere.html");
        Assert.Equal("There is nothing at this address; the lessons are at /.", await page.InnerTextAsync("body"));
        await page.GotoAsync($"{visit.Site.Root}/broken.html");
        Assert.Contains("broken.ipynb", await page.InnerTextAsync("body"), StringComparison.Ordinal);
        await page.GotoAsync($"{visit.Site.Root}/");
        await Expect(page.Locator("h2 a")).ToHaveTextAsync(["sample"]);
        await Expect(page.Locator(".note")).ToContainTextAsync("broken.ipynb");
    }
}
