using MnistNotebooks.Runner.Runs;

namespace MnistNotebooks.Runner.Tests.Kernels;

/// <summary>What cells may do; one session runs them all.</summary>
public sealed class CellTests
{
    private static string[] Cells { get; } =
    [
        "using System.Diagnostics;",
        "var a = 2; int Times(int x) => x * a; record Point(int X, int Y);",
        "a = 20;\nTimes(3)",
        "Console.Write(\"one \"); Console.WriteLine(2); Console.Error.WriteLine(\"trouble\"); "
            + "display(\"shown\"); Console.WriteLine(1.5); new Point(1, 2)",
        "display(1)",
        "Times(1);",
        "await Task.Delay(1);\nvar later = await Task.FromResult(7);\nlater",
        "",
        "// only a comment",
        "Console.ReadLine()",
        "Environment.CurrentDirectory",
        "Stopwatch.GetTimestamp() > 0 && new List<int> { 1 }.Select(x => x).Any() && new StringBuilder().Length == 0",
        "using (var raw = Console.OpenStandardOutput())\n    raw.Write(Encoding.UTF8.GetBytes(\"past the console\"));\n"
            + "Console.Write(\", then through it\");",
        "int[] numbers = [1, 2, 3];\nnumbers",
        "Environment.GetEnvironmentVariable(\"GIVEN\")",
        "string text = \"\"\"\n    #!not a command\n    \"\"\";\ntext",
        ];

    [Fact]
    public async Task Cells_share_state_in_order_and_print_and_display_what_a_notebook_shows()
    {
        using var folder = new TemporaryFolder();
        NotebookRun run = await Run.InAsync(folder.Root, Run.Settings(TimeSpan.FromMinutes(1), ("GIVEN", "by the runner")), Cells);
        Assert.Null(run.Failure);
        Assert.Equal(Enumerable.Range(1, Cells.Length), run.Notebook.Cells.Select(cell => cell.ExecutionCount!.Value));
        Assert.Equal([], run.Outputs(1));
        Assert.Equal([], run.Outputs(2));
        Assert.Equal(["result:60"], run.Outputs(3));
        Assert.Equal(
            ["stdout:one 2\n", "stderr:trouble\n", "value:shown", "stdout:1.5\n", "result:Point\n      X: 1\n      Y: 2"],
            run.Outputs(4));
        Assert.Equal(["value:1"], run.Outputs(5));
        Assert.Equal([], run.Outputs(6));
        Assert.Equal(["result:7"], run.Outputs(7));
        Assert.Equal([], run.Outputs(8));
        Assert.Equal([], run.Outputs(9));
        Assert.Equal(["result:<null>"], run.Outputs(10));
        Assert.Equal([$"result:{folder.Root}"], run.Outputs(11));
        Assert.Equal(["result:True"], run.Outputs(12));
        Assert.Equal(["stdout:past the console, then through it"], run.Outputs(13));
        Assert.Equal(["result:[ 1, 2, 3 ]"], run.Outputs(14));
        Assert.Equal(["result:by the runner"], run.Outputs(15));
        Assert.Equal(["result:#!not a command"], run.Outputs(16));
    }
}
