using System.Diagnostics;

namespace MnistNotebooks.Runner.Tests.Notebooks;

/// <summary>A test in which Jupyter's own library checks a notebook.</summary>
internal sealed class NbformatFactAttribute : FactAttribute
{
    public const string Python = "/usr/bin/python3";

    private static bool Installed { get; } = IsInstalled();

    public NbformatFactAttribute() => Skip = Installed ? null! : "nbformat was not found (Debian's package python3-nbformat).";

    private static bool IsInstalled()
    {
        if (!File.Exists(Python))
            return false;
        using Process? process = Process.Start(new ProcessStartInfo(Python, ["-c", "import nbformat"]) { RedirectStandardError = true });
        return process is not null && process.WaitForExit(20_000) && process.ExitCode == 0;
    }
}
