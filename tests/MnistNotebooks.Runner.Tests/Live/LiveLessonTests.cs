using System.Diagnostics;
using System.Text.Json.Nodes;
using MnistNotebooks.Runner.Live;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Tests.Notebooks;

namespace MnistNotebooks.Runner.Tests.Live;

/// <summary>A lesson that is open: what its pages are told of what runs, ends and is changed.</summary>
public sealed class LiveLessonTests
{
    [Fact]
    public async Task Cells_run_in_order_and_stream_what_they_print()
    {
        using var folder = new TemporaryFolder();
        await using LiveSite site = await LiveSite.OfAsync(folder,
            "int a = 20;",
            "Console.WriteLine(\"first\");\nwhile (!System.IO.File.Exists(\"go\")) System.Threading.Thread.Sleep(20);\n"
            + "Console.WriteLine(a + 1);\na * 2");
        await using LiveLine line = await LiveLine.OpenAsync(site, "sample");
        await line.StartAsync("code-1", "code-2");
        await line.UntilAsync(() => line.Find("code-2")?["status"]!.ToString() == "running");
        // Before the cell is done.
        while (await line.TextAsync("code-2") != "first")
            await Task.Delay(20);
        folder.Write("go", "");
        await line.EndedAsync("code-2", before: 0);
        Assert.Equal("first\n21\n40", await line.TextAsync("code-2"));
        Assert.Equal("1", line.Find("code-1")!["count"]!.ToString());
    }

    [LongFact]
    public async Task What_a_cell_needs_and_what_is_out_of_date_is_told()
    {
        using var folder = new TemporaryFolder();
        await using LiveSite site = await LiveSite.OfAsync(folder, "int a = 2;", "int b = a * 10;", "a + b", "7");
        await using LiveLine line = await LiveLine.OpenAsync(site, "sample");
        Assert.Equal(["code-1", "code-2"], await NeedsAsync(line, "code-3"));
        Assert.Empty(await NeedsAsync(line, "code-4"));
        foreach (string cell in (string[])["code-1", "code-2", "code-3"])
            await line.RunAsync(cell);
        Assert.Equal("22", await line.TextAsync("code-3"));
        await line.UntilAsync(() => line.Find("code-3")!["needs"]!.AsArray().Count == 0);
        Assert.False(IsStale(line, "code-3"));

        await line.SetCodeAsync("code-1", "int a = 3;");
        await line.UntilAsync(() => IsStale(line, "code-3"));
        Assert.True(IsStale(line, "code-1") && IsStale(line, "code-2"));
        Assert.False(IsStale(line, "code-4"));
        Assert.Equal(["code-1", "code-2"], await NeedsAsync(line, "code-3"));
        await line.RunAsync("code-1");
        await line.UntilAsync(() => !IsStale(line, "code-1"));
        Assert.Equal(["code-2"], await NeedsAsync(line, "code-3"));
        await line.RunAsync("code-2");
        await line.RunAsync("code-3");
        Assert.Equal("33", await line.TextAsync("code-3"));
        await line.UntilAsync(() => !IsStale(line, "code-3"));
    }

    [LongFact]
    public async Task An_error_names_its_line_and_what_waits_behind_it_is_not_run()
    {
        using var folder = new TemporaryFolder();
        await using LiveSite site = await LiveSite.OfAsync(folder, "int a = 1;\nthrow new Exception(\"no\");", "2", "int x = \"text\";");
        await using LiveLine line = await LiveLine.OpenAsync(site, "sample");
        await line.StartAsync("code-1", "code-2");
        JsonObject failed = await line.EndedAsync("code-1", before: 0);
        Assert.Equal(("failed", "2", "Exception: no"),
            (failed["status"]!.ToString(), failed["error"]!["line"]!.ToString(), failed["error"]!["message"]!.ToString()));
        await line.UntilAsync(() => line.Find("code-2")!["status"]!.ToString() == "idle");
        JsonObject refused = await line.RunAsync("code-3");
        Assert.Equal("1", refused["error"]!["line"]!.ToString());
        Assert.Contains("CS0029", await line.TextAsync("code-3"), StringComparison.Ordinal);
    }

    [LongFact]
    public async Task A_cell_that_ends_by_itself_when_it_is_stopped_keeps_its_variables()
    {
        using var folder = new TemporaryFolder();
        SampleNotebook.Of("int kept = 5;", "while (!System.IO.File.Exists(\"go\")) System.Threading.Thread.Sleep(20);", "kept", "kept = 6;")
            .Write(folder["sample.ipynb"]);
        await using LiveSite site = await LiveSite.StartAsync(folder.Root, timeToYield: TimeSpan.FromMinutes(5));
        await using LiveLine line = await LiveLine.OpenAsync(site, "sample");
        await line.RunAsync("code-1");
        await line.StartAsync("code-2", "code-4");
        await line.UntilAsync(() => line.Find("code-2")!["status"]!.ToString() == "running");
        await line.SendAsync("""{"type":"stop"}""");
        await line.UntilAsync(() => line.Find("code-4")!["status"]!.ToString() == "idle");
        folder.Write("go", "");
        Assert.Equal("done", (await line.EndedAsync("code-2", before: 0))["status"]!.ToString());
        await line.RunAsync("code-3");
        Assert.Equal("5", await line.TextAsync("code-3"));
    }

    [LongFact]
    public async Task A_loop_is_stopped_by_ending_its_kernel()
    {
        using var folder = new TemporaryFolder();
        await using LiveSite site = await LiveSite.OfAsync(folder, "int kept = 5;", "while (true) { }", "kept");
        await using LiveLine line = await LiveLine.OpenAsync(site, "sample");
        await line.RunAsync("code-1");
        await line.StartAsync("code-2");
        await line.UntilAsync(() => line.Find("code-2")!["status"]!.ToString() == "running");
        await line.SendAsync("""{"type":"stop"}""");
        await line.EndedAsync("code-2", before: 0);
        Assert.Contains("variables are gone", await line.TextAsync("code-2"), StringComparison.Ordinal);
        await line.UntilAsync(() => line.Note?.Contains("variables are gone", StringComparison.Ordinal) == true);
        Assert.Equal("idle", line.Find("code-1")!["status"]!.ToString());
        Assert.Equal(["code-1"], await NeedsAsync(line, "code-3"));
        await line.RunAsync("code-1");
        await line.RunAsync("code-3");
        Assert.Equal("5", await line.TextAsync("code-3"));
    }

    [LongFact]
    public async Task A_restart_while_a_cell_runs_leaves_a_kernel_that_works()
    {
        using var folder = new TemporaryFolder();
        await using LiveSite site = await LiveSite.OfAsync(folder, "while (true) { }", "1 + 2");
        await using LiveLine line = await LiveLine.OpenAsync(site, "sample");
        await line.StartAsync("code-1");
        await line.UntilAsync(() => line.Find("code-1")!["status"]!.ToString() == "running");
        await line.SendAsync("""{"type":"restart"}""");
        await line.StartAsync("code-2");
        await line.EndedAsync("code-2", before: 0);
        Assert.Equal("3", await line.TextAsync("code-2"));
        Assert.Equal("failed", line.Find("code-1")!["status"]!.ToString());
    }

    [LongFact]
    public async Task A_kernel_that_is_killed_is_told_of_and_replaced()
    {
        using var folder = new TemporaryFolder();
        await using LiveSite site = await LiveSite.OfAsync(folder, "Environment.ProcessId", "Environment.Exit(4);");
        await using LiveLine line = await LiveLine.OpenAsync(site, "sample");
        await line.RunAsync("code-1");
        using (Process kernel = Process.GetProcessById(int.Parse(await line.TextAsync("code-1"))))
            kernel.Kill();
        await line.UntilAsync(() => line.Note?.Contains("variables are gone", StringComparison.Ordinal) == true);
        await line.UntilAsync(() => line.Find("code-1")!["status"]!.ToString() == "idle");
        Assert.Equal("done", (await line.RunAsync("code-1"))["status"]!.ToString());
        await line.RunAsync("code-2");
        Assert.Contains("ended during the cell with exit code 4", await line.TextAsync("code-2"), StringComparison.Ordinal);
        Assert.Equal("done", (await line.RunAsync("code-1"))["status"]!.ToString());
    }

    [Fact]
    public async Task A_kernel_that_dies_at_once_is_said_in_the_cell_that_wants_it()
    {
        using var folder = new TemporaryFolder();
        SampleNotebook.Of("1 + 1").Write(folder["sample.ipynb"]);
        // The runtime ends a process that is to start with an assembly that isn't there.
        await using LiveSite site = await LiveSite.StartAsync(
            folder.Root, new Dictionary<string, string> { ["DOTNET_STARTUP_HOOKS"] = folder["nowhere.dll"] });
        await using LiveLine line = await LiveLine.OpenAsync(site, "sample");
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal("failed", (await line.RunAsync("code-1"))["status"]!.ToString());
            string said = await line.TextAsync("code-1");
            Assert.StartsWith("This cell failedKernelEnded: the kernel's process ended", said, StringComparison.Ordinal);
        }
    }

    [LongFact]
    public async Task Pages_of_one_lesson_see_the_same_and_one_that_comes_later_sees_all()
    {
        using var folder = new TemporaryFolder();
        await using LiveSite site =
            await LiveSite.OfAsync(folder, "int a = 4; a", "for (int i = 0; i < 3000; i++) Console.WriteLine($\"line {i}\");");
        await using LiveLine one = await LiveLine.OpenAsync(site, "sample");
        await using LiveLine two = await LiveLine.OpenAsync(site, "sample");
        await one.RunAsync("code-1");
        await one.RunAsync("code-2");
        await two.EndedAsync("code-2", before: 0);
        await using LiveLine late = await LiveLine.OpenAsync(site, "sample");
        await late.EndedAsync("code-2", before: 0);
        string all = await one.TextAsync("code-2");
        Assert.Contains("line 2999", all, StringComparison.Ordinal);
        Assert.Equal(all, await two.TextAsync("code-2"));
        Assert.Equal(all, await late.TextAsync("code-2"));
        await two.RunAsync("code-1", "a = 9; a");
        await one.UntilAsync(() => one.Find("code-1")!["run"]!.GetValue<int>() == 2);
    }

    [LongFact]
    public async Task A_hundred_megabytes_of_output_reach_a_page_as_the_megabyte_that_a_notebook_keeps()
    {
        using var folder = new TemporaryFolder();
        await using LiveSite site = await LiveSite.OfAsync(folder,
            "string text = new string('x', 999);\nfor (int i = 0; i < 100_000; i++) Console.WriteLine(text);\n\"end\"");
        await using LiveLine line = await LiveLine.OpenAsync(site, "sample");
        await line.RunAsync("code-1");
        string text = await line.TextAsync("code-1");
        Assert.Contains("the rest is left out", text, StringComparison.Ordinal);
        Assert.EndsWith("end", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 1_000_000, 1_100_000);
        Assert.InRange(line.Received, 1_000_000, 8_000_000);
    }

    [LongFact]
    public async Task Html_that_holds_scripts_is_shown_in_a_frame_of_its_own()
    {
        using var folder = new TemporaryFolder();
        await using LiveSite site = await LiveSite.OfAsync(folder,
            "display(HTML(\"<p id='plain'>text</p>\"));\n"
            + "display(HTML(\"<script>alert(1)</script>\"));");
        await using LiveLine line = await LiveLine.OpenAsync(site, "sample");
        await line.RunAsync("code-1");
        using HttpClient client = await site.ClientAsync();
        LiveLesson lesson = site.Lessons.Open("sample");
        Assert.Equal(2, lesson.ToNotebook().Cells.Single().Outputs.Count);
        string html = site.Lessons.Frames.Add("<script>alert(1)</script>");
        string address = html[(html.IndexOf("/frame/", StringComparison.Ordinal))..].Split('"')[0];
        using HttpResponseMessage frame = await client.GetAsync(new Uri(address, UriKind.Relative));
        Assert.StartsWith("sandbox allow-scripts; default-src 'none'", frame.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script>", await frame.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [LongFact]
    public async Task The_readers_notebook_is_saved_beside_the_lesson_and_never_over_it()
    {
        using var folder = new TemporaryFolder();
        await using LiveSite site = await LiveSite.OfAsync(folder, "1 + 1", "\"untouched\"");
        byte[] lesson = File.ReadAllBytes(folder["sample.ipynb"]);
        await using LiveLine line = await LiveLine.OpenAsync(site, "sample");
        await line.RunAsync("code-1", "40 + 2");
        await line.SendAsync("""{"type":"save"}""");
        (string text, bool isError) = await line.SaidAsync();
        Assert.False(isError, text);
        Assert.EndsWith("sample.mine.ipynb.", text, StringComparison.Ordinal);
        Assert.Equal(lesson, File.ReadAllBytes(folder["sample.ipynb"]));
        var mine = NotebookFile.Read(folder["sample.mine.ipynb"]);
        Assert.Equal(["40 + 2", "\"untouched\""], mine.Cells.Select(cell => cell.Source));
        Assert.Equal("42", ((DisplayOutput)mine.Cells[0].Outputs.Single()).Data.Text("text/plain"));
        Assert.Equal(NotebookWriter.ToUtf8(mine),
            System.Text.Encoding.UTF8.GetBytes((await line.AskAsync("notebook", ""))["text"]!.ToString()));

        // It is a page of its own, and is saved as itself.
        await using LiveLine own = await LiveLine.OpenAsync(site, "sample.mine");
        await own.SendAsync("""{"type":"save"}""");
        Assert.EndsWith("sample.mine.ipynb.", (await own.SaidAsync()).Text, StringComparison.Ordinal);
    }

    [LongFact]
    public async Task A_place_that_can_not_be_written_is_said_and_nothing_is_lost()
    {
        using var folder = new TemporaryFolder();
        await using LiveSite site = await LiveSite.OfAsync(folder, "1 + 1");
        await using LiveLine line = await LiveLine.OpenAsync(site, "sample");
        Directory.CreateDirectory(folder["sample.mine.ipynb"]);
        await line.RunAsync("code-1", "40 + 2");
        await line.SendAsync("""{"type":"save"}""");
        (string text, bool isError) = await line.SaidAsync();
        Assert.True(isError);
        Assert.StartsWith("Not saved: ", text, StringComparison.Ordinal);
        Assert.Contains("40 + 2", (await line.AskAsync("notebook", ""))["text"]!.ToString(), StringComparison.Ordinal);
    }

    [LongFact]
    public async Task Code_is_answered_for_before_anything_has_run()
    {
        using var folder = new TemporaryFolder();
        await using LiveSite site =
            await LiveSite.OfAsync(folder, "using System.Globalization;\nvar numbers = new List<int> { 3, 4 };", "numbers.Sum()",
            "var c = CultureInfo.InvariantCulture;");
        await using LiveLine line = await LiveLine.OpenAsync(site, "sample");
        await line.UntilAsync(() => line.KernelState == "ready");
        Assert.Empty((await line.AskAsync("check", "code-2"))["problems"]!.AsArray());
        Assert.Empty((await line.AskAsync("check", "code-3"))["problems"]!.AsArray());
        await line.SetCodeAsync("code-2", "\nnumbers.Foo();");
        JsonNode problem = Assert.Single((await line.AskAsync("check", "code-2"))["problems"]!.AsArray())!;
        Assert.Equal(("1", "8", "1", "11"),
            (problem["line"]!.ToString(), problem["column"]!.ToString(), problem["endLine"]!.ToString(), problem["endColumn"]!.ToString()));
        Assert.Contains("CS1061", problem["message"]!.ToString(), StringComparison.Ordinal);
        JsonObject list = await line.AskAsync("complete", "code-2", line: 1, column: 8);
        Assert.Contains(list["items"]!.AsArray(), item => item!["text"]!.ToString() == "Capacity");
        await line.SetCodeAsync("code-2", "numbers.Contains(");
        Assert.Contains("List<int>.Contains(int item)",
            (await line.AskAsync("signature", "code-2", line: 0, column: 17))["signatures"]![0]!["label"]!.ToString(),
                StringComparison.Ordinal);
        await line.SetCodeAsync("code-2", "numbers.Contains(4)");
        Assert.Contains("Contains", (await line.AskAsync("hover", "code-2", line: 0, column: 10))["markdown"]!.ToString(),
            StringComparison.Ordinal);
    }

    [LongFact]
    public async Task Of_too_many_lessons_the_one_idle_longest_loses_its_kernel_and_gets_another_when_it_is_run()
    {
        using var folder = new TemporaryFolder();
        string[] names = ["1", "2", "3"];
        foreach (string name in names)
            SampleNotebook.Of("int x = 1;", "x").Write(folder[name + ".ipynb"]);
        await using LiveSite site = await LiveSite.StartAsync(folder.Root, mostKernels: 2);
        var lines = new List<LiveLine>();
        foreach (string name in names)
        {
            lines.Add(await LiveLine.OpenAsync(site, name));
            await lines[^1].RunAsync("code-1");
        }
        await lines[0].UntilAsync(() => lines[0].KernelState == "ended");
        Assert.StartsWith("More than 2 lessons are open", lines[0].Note, StringComparison.Ordinal);
        Assert.Equal("idle", lines[0].Find("code-1")!["status"]!.ToString());
        Assert.Equal("done", lines[1].Find("code-1")!["status"]!.ToString());
        await lines[0].RunAsync("code-1");
        await lines[1].UntilAsync(() => lines[1].KernelState == "ended");
        Assert.Equal(2, names.Count(name => site.Lessons.Open(name).HasKernel));
        foreach (LiveLine line in lines)
            await line.DisposeAsync();
    }

    [LongFact]
    public async Task A_kernel_ends_some_time_after_the_last_page_is_closed()
    {
        using var folder = new TemporaryFolder();
        SampleNotebook.Of("Environment.ProcessId").Write(folder["sample.ipynb"]);
        await using LiveSite site = await LiveSite.StartAsync(folder.Root, timeToKeep: TimeSpan.FromSeconds(2));
        int id;
        await using (LiveLine line = await LiveLine.OpenAsync(site, "sample"))
        {
            await line.RunAsync("code-1");
            id = int.Parse(await line.TextAsync("code-1"));
            await Task.Delay(4000);
            Assert.True(site.Lessons.Open("sample").HasKernel);
        }
        using Process kernel = Process.GetProcessById(id);
        await kernel.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token);
        await using LiveLine again = await LiveLine.OpenAsync(site, "sample");
        Assert.Equal("idle", (await again.UntilAsync(() => again.Find("code-1")))["status"]!.ToString());
        Assert.Equal("done", (await again.RunAsync("code-1"))["status"]!.ToString());
    }

    private static async Task<string[]> NeedsAsync(LiveLine line, string cell) =>
        [.. (await line.UntilAsync(() => line.Find(cell)?["needs"]?.AsArray())).Select(need => need!.ToString())];

    private static bool IsStale(LiveLine line, string cell) => line.Find(cell)!["stale"]!.GetValue<bool>();
}
