using System.Diagnostics;
using System.Globalization;
using MnistNotebooks.Runner.Commands;

namespace MnistNotebooks.Runner.Tests.Commands;

/// <summary>The program as a process of its own, as from a terminal.</summary>
internal static class ProgramProcess
{
    /// <param name="folder">The current folder.</param>
    /// <param name="arguments">The command line.</param>
    public static Process Start(string folder, params IEnumerable<string> arguments)
    {
        string[] program = ["exec", typeof(CommandLine).Assembly.Location, .. arguments];
        // Shells have Ctrl-C ignored by what they start in the background, perhaps these tests, and whoever is started by it inherits that.
        ProcessStartInfo start = OperatingSystem.IsLinux()
            ? new("/usr/bin/env", ["--default-signal=INT", "dotnet", .. program])
            : new("dotnet", program);
        (start.RedirectStandardOutput, start.RedirectStandardError, start.WorkingDirectory) = (true, true, folder);
        return Process.Start(start)!;
    }

    /// <summary>Sends what Ctrl-C sends.</summary>
    public static async Task InterruptAsync(this Process process)
    {
        using Process kill = Process.Start("/bin/kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
