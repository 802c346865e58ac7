using System.Collections.Concurrent;
using System.Diagnostics;

namespace MnistNotebooks.Tests;

/// <summary>What some tests need and a machine may lack; each property is null when it is there, else the reason to skip.</summary>
internal static class Requirement
{
    /// <summary>Debian's Python, whose packages are the peers.</summary>
    public const string Python = "/usr/bin/python3";

    private static readonly ConcurrentDictionary<string, bool> Imported = new();

    /// <summary>The folder with MNIST's four IDX files, from MNIST_DIR; null when not set.</summary>
    public static string? MnistFolder { get; } = FolderIn("MNIST_DIR");

    /// <summary>The folder with the reference arrays, from MNIST_REFERENCE_DIR; null when not set.</summary>
    public static string? ReferenceFolder { get; } = FolderIn("MNIST_REFERENCE_DIR");

    /// <summary>Why tests that need MNIST can't run, or null.</summary>
    public static string? MissingMnist => MnistFolder is null ? "MNIST_DIR does not name a folder with MNIST's IDX files." : null;

    /// <summary>Why tests that need the reference arrays can't run, or null.</summary>
    public static string? MissingReference =>
        ReferenceFolder is null ? "MNIST_REFERENCE_DIR does not name the folder with the reference arrays." : null;

    /// <summary>Why tests that need NumPy can't run, or null.</summary>
    public static string? MissingNumPy => Missing("NumPy", "numpy", "package python3-numpy");

    /// <summary>Why tests that need Pillow can't run, or null.</summary>
    public static string? MissingPillow => Missing("Pillow", "PIL.Image, numpy", "packages python3-pil and python3-numpy");

    /// <summary>Why tests that need Jupyter's client can't run, or null.</summary>
    public static string? MissingJupyter =>
        Missing("Jupyter's client", "jupyter_client, nbclient", "packages python3-jupyter-client and python3-nbclient");

    /// <summary>Why tests that need Jupyter's own reader of notebooks can't run, or null.</summary>
    public static string? MissingNbformat => Missing("nbformat", "nbformat", "package python3-nbformat");

    /// <summary>Why tests that take long need not run, or null.</summary>
    public static string? NotAskedFor { get; } = Long is "1" or "all" ? null : "Takes long; LONG_TESTS=1 asks for it.";

    /// <summary>Whether LONG_TESTS=all asks for the whole of what even then is a sample.</summary>
    public static bool WantsAll => Long == "all";

    /// <summary>Path of a reference file; call only in tests marked with <see cref="ReferenceFactAttribute"/>.</summary>
    public static string Reference(params string[] parts) =>
        Path.Combine([ReferenceFolder ?? throw new InvalidOperationException(MissingReference), .. parts]);

    private static string? Long => Environment.GetEnvironmentVariable("LONG_TESTS");

    private static string? FolderIn(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } folder
            && Directory.Exists(folder) ? Path.GetFullPath(folder) : null;

    private static string? Missing(string what, string modules, string packages) =>
        Imported.GetOrAdd(modules, CanImport) ? null : $"{what} was not found (Debian's {packages}).";

    private static bool CanImport(string modules)
    {
        if (!File.Exists(Python))
            return false;
        using Process? process = Process.Start(new ProcessStartInfo(Python, ["-c", $"import {modules}"]) { RedirectStandardError = true });
        return process is not null && process.WaitForExit(20_000) && process.ExitCode == 0;
    }
}
