using System.Diagnostics;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Runs;
using MnistNotebooks.Runner.Tests.Notebooks;

namespace MnistNotebooks.Runner.Tests.Kernels;

public sealed class FailureTests(WarmKernel kernel) : IClassFixture<WarmKernel>
{
    [Fact]
    public async Task A_compile_error_says_line_and_column_and_ends_the_run()
    {
        NotebookRun run = await Run.CellsAsync("var x = 1;", "int y = x;\nvar z = y + missing;\nint text = \"\";", "\"never\"");
        Assert.Equal((2, 2), (run.Failure!.Cell, run.Failure.Error.Line));
        Assert.Equal(
        [
            "CompileError: The name 'missing' does not exist in the current context (CS0103)",
            "   at cell [2], line 2, column 13",
            "    var z = y + missing;",
            "                ^",
            "Cannot implicitly convert type 'string' to 'int' (CS0029)",
            "   at cell [2], line 3, column 12",
            "    int text = \"\";",
            "               ^",
        ], Assert.IsType<ErrorOutput>(Assert.Single(run.Notebook.Cells[1].Outputs)).Traceback);
        Assert.Null(run.Notebook.Cells[2].ExecutionCount);
        Assert.Empty(run.Notebook.Cells[2].Outputs);
    }

    [Fact]
    public async Task An_exception_says_the_lines_of_the_cells_it_came_through()
    {
        RanCell[] cells = await kernel.RunAsync(
            "class Divider\n{\n    public int By(int n) => 10 / n;\n}\n"
                + "async Task<int> Later(int n)\n{\n    await Task.Yield();\n    return new Divider().By(n);\n}",
            "Console.WriteLine(\"before\");\nint Sum(int n) => new[] { n }.Select(k =>\n    Later(k).Result).Sum();\n\nSum(0)");
        Assert.Equal(
            ["stdout:before\n", "error:AggregateException: One or more errors occurred. (Attempted to divide by zero.)"],
            cells[1].Lines);
        Assert.Equal(3, cells[1].Error!.Line);
        Assert.Equal(
        [
            "   at Sum in cell [2], line 3",
            "   at Sum(int n) in cell [2], line 2",
            "   at cell [2], line 5",
            "caused by DivideByZeroException: Attempted to divide by zero.",
            "   at Divider.By(int n) in cell [1], line 3",
            "   at Later in cell [1], line 8",
        ], cells[1].Error!.Places);
    }

    [Fact]
    public async Task Directives_that_lead_nowhere_are_refused_with_one_sentence()
    {
        const string missing =
            "Metadata file '../no/library.dll' could not be found (CS0006); build it first with: dotnet build -c Release";
        RanCell[] cells = await kernel.RunAsync("#r \"../no/library.dll\"", "var a = 1;\n#!time");
        Assert.Equal(
            [("CompileError", missing, 1), ("CompileError", "Unknown magic command '#!time'", 2)],
            cells.Select(cell => (cell.Error!.Name, cell.Error.Message, cell.Error.Line!.Value)));
    }

    [Fact]
    public async Task A_file_that_is_no_assembly_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        string library = folder.Write("library.dll", "MZ, but not really").Replace('\\', '/');
        RanCell[] cells = await kernel.RunAsync($"#r \"{library}\"\n1");
        Assert.Contains("library.dll", cells[0].Error!.Message, StringComparison.Ordinal);
    }

    [LongFact]
    public async Task A_loop_without_end_is_stopped_and_keeps_what_it_printed()
    {
        foreach (int seconds in (int[])[4, 16, 64])
        {
            RunSettings settings = Run.Settings(TimeSpan.FromSeconds(seconds));
            NotebookRun run = await Run.InAsync(Path.GetTempPath(), settings, "1", "Console.Write(\"so far\");\nwhile (true) { }");
            // On a machine that does much else, the first cell of a process may take longer.
            if (run.Failure!.Cell == 1)
                continue;
            Assert.Equal(["stdout:so far", $"error:TimeLimit: the cell ran longer than {seconds} s and was stopped"], run.Outputs(2));
            return;
        }
        Assert.Fail("The first cell took more than a minute.");
    }

    [LongFact]
    public async Task A_cell_that_ends_the_process_fails()
    {
        NotebookRun run = await Run.CellsAsync("Console.Write(\"bye\"); Environment.Exit(3);");
        Assert.Equal(["stdout:bye", "error:KernelEnded: the kernel's process ended during the cell with exit code 3"], run.Outputs(1));
    }

    [Fact]
    public async Task Memory_without_end_is_an_exception_in_the_cell()
    {
        RanCell[] cells = await kernel.RunAsync(
            "var all = new List<byte[]>();\nwhile (true)\n    all.Add(GC.AllocateUninitializedArray<byte>(1 << 30));");
        Assert.Equal((nameof(OutOfMemoryException), 3), (cells[0].Error!.Name, cells[0].Error!.Line));
    }

    [LongFact]
    public async Task A_thread_that_fails_ends_the_notebook_with_the_line_that_failed()
    {
        NotebookRun run = await Run.CellsAsync(
            "var go = new System.Threading.ManualResetEventSlim();\nvar thread = new System.Threading.Thread(() =>\n{\n"
                + "    go.Wait();\n    throw new InvalidOperationException(\"too late\");\n});\nthread.Start();",
            "Console.WriteLine(\"meanwhile\");\ngo.Set();\nthread.Join();");
        Assert.Equal(["stdout:meanwhile\n", "error:InvalidOperationException: too late"], run.Outputs(2));
        Assert.Equal("   at cell [1], line 5", Assert.Single(run.Failure!.Error.Places));
    }

    [LongFact]
    public async Task Cancelling_ends_the_process_of_a_running_cell()
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        await using var runner = new NotebookRunner(Run.Settings(TimeSpan.FromMinutes(1)));
        Task<NotebookRun> run = runner.RunAsync(
            SampleNotebook.Of("System.IO.File.WriteAllText(\"id.tmp\", Environment.ProcessId.ToString());\n"
                + "System.IO.File.Move(\"id.tmp\", \"id\");\nwhile (true) { }"),
            folder.Root, cancellation: cancellation.Token);
        while (!File.Exists(folder["id"]) && !run.IsCompleted)
            await Task.Delay(20);
        int id = int.Parse(File.ReadAllText(folder["id"]), System.Globalization.CultureInfo.InvariantCulture);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
    }
}
