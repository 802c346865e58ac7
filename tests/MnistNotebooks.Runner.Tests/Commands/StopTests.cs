using System.Diagnostics;
using System.Globalization;
using MnistNotebooks.Runner.Commands;
using MnistNotebooks.Runner.Tests.Notebooks;

namespace MnistNotebooks.Runner.Tests.Commands;

/// <summary>Ctrl-C while a cell runs, as a terminal sends it.</summary>
public sealed class StopTests
{
    [LongUnixFact]
    public async Task Ctrl_C_ends_the_run_and_leaves_no_kernel()
    {
        using var folder = new TemporaryFolder();
        FewDigits.Write(folder["few"]);
        string source = "System.IO.File.WriteAllText(\"id.tmp\", Environment.ProcessId.ToString());\n"
            + "System.IO.File.Move(\"id.tmp\", \"id\");\nwhile (true) { }";
        SampleNotebook.Of(source).Write(folder["endless.ipynb"]);
        using Process run = ProgramProcess.Start(
            Environment.CurrentDirectory, "run", folder["endless.ipynb"], "--data", folder["few"], "--out", folder["out"]);
        while (!File.Exists(folder["id"]))
            await Task.Delay(20);
        using Process kernel = Process.GetProcessById(int.Parse(File.ReadAllText(folder["id"]), CultureInfo.InvariantCulture));
        await run.InterruptAsync();

        // The cell never ends by itself. How long the end takes is no matter of a test: this machine may run thirty others.
        Assert.True(run.WaitForExit(TimeSpan.FromMinutes(2)));
        Assert.Equal((ExitCode.Stopped, "Stopped.\n"), (run.ExitCode, await run.StandardError.ReadToEndAsync()));
        Assert.True(kernel.WaitForExit(TimeSpan.FromMinutes(1)));
    }
}

/// <summary>A test that sends a signal.</summary>
internal sealed class UnixFactAttribute() : ConditionalFactAttribute(Missing)
{
    /// <summary>Why no signal can be sent, or null.</summary>
    public static string? Missing => OperatingSystem.IsWindows() ? "Windows has no signals." : null;
}

/// <summary>A test that sends a signal and takes long.</summary>
internal sealed class LongUnixFactAttribute() : ConditionalFactAttribute(Requirement.NotAskedFor, UnixFactAttribute.Missing);
