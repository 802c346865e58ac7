using System.Diagnostics;
using System.Globalization;
using MnistNotebooks.Runner.Kernels;
using MnistNotebooks.Runner.Runs;

namespace MnistNotebooks.Runner.Tests.Kernels;

/// <summary>Cells that reach past their kernel: what they start and write stays theirs.</summary>
public sealed class HostileCellTests
{
    // Each leaves a process that would hold standard output for ten minutes; a daemon has left parent, group and session.
    private const string Child = "var p = System.Diagnostics.Process.Start(\"sleep\", \"600\"); "
        + "System.IO.File.WriteAllText(\"id\", p.Id.ToString());\n";
    private const string Daemon = "System.Diagnostics.Process.Start(\"/bin/sh\", "
        + "[\"-c\", \"setsid sh -c 'echo $$ > id; exec sleep 600' & exit 0\"]).WaitForExit();\n"
        + "while (!System.IO.File.Exists(\"id\") || System.IO.File.ReadAllText(\"id\") == \"\") System.Threading.Thread.Sleep(10);\n";

    [LongLinuxTheory]
    [InlineData(Child, "1", null)]
    [InlineData(Daemon, "1", null)]
    [InlineData(Child, "Environment.Exit(3);", "KernelEnded")]
    [InlineData(Daemon, "Environment.Exit(3);", "KernelEnded")]
    [InlineData(Daemon, "while (true) { }", "TimeLimit")]
    public async Task What_a_cell_starts_ends_with_its_kernel_and_nobody_waits_for_it(string start, string then, string? error)
    {
        using var folder = new TemporaryFolder();
        var clock = Stopwatch.StartNew();
        NotebookRun run = null!;
        // On a machine that does much else, the first cell of a process may take longer.
        foreach (int seconds in (int[])[5, 20, 60])
        {
            RunSettings settings = Run.Settings(TimeSpan.FromSeconds(error == "TimeLimit" ? seconds : 60));
            run = await Run.InAsync(folder.Root, settings, start, then);
            if (run.Failure is not { Cell: 1 })
                break;
        }
        Assert.Equal(error, run.Failure?.Error.Name);
        int id = int.Parse(File.ReadAllText(folder["id"]), CultureInfo.InvariantCulture);
        // What was ended may stand in the list of processes until its parent has heard of it.
        while (IsAlive(id) && clock.Elapsed < TimeSpan.FromMinutes(3))
            await Task.Delay(20);
        Assert.False(IsAlive(id));
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(3));
    }

    [LongFact]
    public async Task Bytes_of_any_kind_on_standard_output_are_output()
    {
        NotebookRun run = await Run.CellsAsync(
            "using (var raw = Console.OpenStandardOutput())\n    for (int i = 0; i < 100; i++)\n"
                + "    {\n        raw.Write([0x1E, (byte)'a', 0x1E, 0xFF, (byte)'\\n', 0x1E]);\n        raw.Flush();\n    }",
            "Console.OpenStandardOutput().Write([(byte)'b']);\n2",
            "3");
        Assert.Null(run.Failure);
        Assert.Equal([$"stdout:{string.Concat(Enumerable.Repeat("\u001Ea\u001E\uFFFD\n\u001E", 100))}"], run.Outputs(1));
        Assert.Equal(["result:2", "stdout:b"], run.Outputs(2).Order(StringComparer.Ordinal));
        Assert.Equal(["result:3"], run.Outputs(3));
    }

    [LongFact]
    public async Task Half_of_an_emoji_and_JSON_that_is_none_are_shown_as_far_as_they_go()
    {
        NotebookRun run = await Run.CellsAsync(
            "Console.Write(\"a\\ud800\"); display(\"b\\udc00\"); \"c\\ud800\"",
            "display(new string('[', 10_000), \"application/json\");\ndisplay(\"NaN\", \"application/json\");",
            "throw new Exception(\"d\\ud800\");");
        Assert.Equal(["stdout:a\uFFFD", "value:b\uFFFD", "result:c\uFFFD"], run.Outputs(1));
        Assert.Equal(2, run.Outputs(2).Length);
        Assert.All(run.Notebook.Cells[1].Outputs, output => Assert.IsType<MnistNotebooks.Runner.Notebooks.DisplayOutput>(output));
        Assert.Equal(["error:Exception: d\uFFFD"], run.Outputs(3));
        Assert.NotEmpty(MnistNotebooks.Runner.Notebooks.NotebookWriter.ToUtf8(run.Notebook));
    }

    [LongFact]
    public async Task A_printed_line_without_end_and_a_value_without_end_are_cut_and_say_so()
    {
        NotebookRun run = await Run.CellsAsync(
            "Console.WriteLine(new string('x', 30_000_000));", "Console.WriteLine(1);", "new string('y', 3_000_000)");
        Assert.Equal(
            [
                "stdout:" + new string('x', StoredLimits.MostText),
                "stderr:\nThe cell wrote more than 1,000,000 characters; the rest is left out.\n",
            ], run.Outputs(1));
        Assert.Equal(["stdout:1\n"], run.Outputs(2));
        Assert.Equal(
            [$"result:{new string('y', StoredLimits.MostText)}\nThe value has 3,000,000 characters; what is beyond 1,000,000 is left out."],
            run.Outputs(3));
    }

    private static bool IsAlive(int id)
    {
        try
        {
            // The letter after the name in parentheses; Z has ended and waits for its parent.
            string state = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            return state[state.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }
}

/// <summary>A test of daemons, which are found on Linux only.</summary>
internal sealed class LongLinuxTheoryAttribute() : ConditionalTheoryAttribute(
    Requirement.NotAskedFor, OperatingSystem.IsLinux() ? null : "Daemons are found on Linux only.");
