using MnistNotebooks.Runner.Runs;
using MnistNotebooks.Runner.Tests.Kernels;
using MnistNotebooks.Runner.Tests.Notebooks;

namespace MnistNotebooks.Runner.Tests.Runs;

/// <summary>Several notebooks in one kernel's process.</summary>
public sealed class NotebookRunnerTests(NotebookRunnerTests.OneRunner shared) : IClassFixture<NotebookRunnerTests.OneRunner>
{

    [Fact]
    public async Task The_next_notebook_has_the_process_but_none_of_the_variables_and_its_own_cell_numbers()
    {
        NotebookRun first = await CellsAsync("int x = 1; Environment.CurrentDirectory = \"/\";", "Environment.ProcessId");
        NotebookRun second = await CellsAsync("Environment.ProcessId", "Environment.CurrentDirectory", "var y = 0;\nint z = x;");
        Assert.Equal(first.Outputs(2), second.Outputs(1));
        Assert.Equal([$"result:{Path.GetTempPath().TrimEnd(Path.DirectorySeparatorChar)}"], second.Outputs(2));
        Assert.Equal((3, 2), (second.Failure!.Cell, second.Failure.Error.Line));
        Assert.Equal(["error:CompileError: The name 'x' does not exist in the current context (CS0103)"], second.Outputs(3));
    }

    [LongFact]
    public async Task A_notebook_that_fails_takes_its_process_along()
    {
        NotebookRun first = await CellsAsync("Environment.ProcessId", "throw new InvalidOperationException(\"no\");");
        NotebookRun second = await CellsAsync("Environment.ProcessId");
        Assert.Equal(["error:InvalidOperationException: no"], first.Outputs(2));
        Assert.Null(second.Failure);
        Assert.NotEqual(first.Outputs(1), second.Outputs(1));
    }

    [LongFact]
    public async Task A_thread_that_an_earlier_notebook_left_does_not_fail_a_later_one()
    {
        using var folder = new TemporaryFolder();
        string go = folder["go"].Replace('\\', '/');
        NotebookRun first = await CellsAsync(
            $"new System.Threading.Thread(() => {{ while (!System.IO.File.Exists(\"{go}\")) "
                + "System.Threading.Thread.Sleep(10); throw new Exception(\"late\"); }).Start();");
        NotebookRun second = await CellsAsync(
            $"bool isFirst = !System.IO.File.Exists(\"{go}\");\nSystem.IO.File.WriteAllText(\"{go}\", \"\");\n"
                + "if (isFirst) System.Threading.Thread.Sleep(60_000);",
            "1 + 1");
        Assert.Null(first.Failure);
        Assert.Null(second.Failure);
        Assert.Equal(["result:2"], second.Outputs(2));
    }

    [LongFact]
    public async Task Many_notebooks_one_after_the_other_lose_no_cell()
    {
        for (int i = 0; i < 20; i++)
        {
            NotebookRun run = await CellsAsync($"var x = {i};", "Console.Write(x); display(x); x");
            Assert.Equal([$"stdout:{i}", $"value:{i}", $"result:{i}"], run.Outputs(2));
        }
    }

    private Task<NotebookRun> CellsAsync(params string[] cells) =>
        shared.Runner.RunAsync(SampleNotebook.Of(cells), Path.GetTempPath());

    /// <summary>One runner, whose process each test finds as the one before it has left it.</summary>
    public sealed class OneRunner : IAsyncLifetime
    {
        internal NotebookRunner Runner { get; } = new(Run.Settings(TimeSpan.FromMinutes(2)));

        public Task InitializeAsync() => Task.CompletedTask;

        public Task DisposeAsync() => Runner.DisposeAsync().AsTask();
    }
}
