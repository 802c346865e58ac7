using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace MnistNotebooks.Runner.Sessions;

/// <summary>How a session's process is started.</summary>
internal static class SessionProcess
{
    /// <summary>The runner's hidden command that turns the process into a session.</summary>
    public const string Command = "session";

    // With a limit, memory that runs out is an exception in the cell; without one, the system may kill the runner too.
    private const int HeapPercent = 70;

    /// <param name="folder">The working directory: the notebook's folder.</param>
    /// <param name="environment">Variables that are set on top of the runner's own.</param>
    public static Process Start(string folder, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(DotnetProgram(), ["exec", typeof(SessionProcess).Assembly.Location, Command])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_GCHeapHardLimitPercent"] = HeapPercent.ToString("x", CultureInfo.InvariantCulture);
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    // The one that belongs to the running framework: the process may itself be a test host or an apphost.
    private static string DotnetProgram()
    {
        string root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
    }
}
