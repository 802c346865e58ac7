using System.Diagnostics;

namespace MnistNotebooks.Tests;

/// <summary>What some tests need and a machine may lack; each property is null when it is there, else the reason to skip.</summary>
internal static class Requirement
{
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
    public static string? MissingNumPy { get; } =
        Succeeds("/usr/bin/python3", "-c", "import numpy") ? null : "NumPy was not found (Debian's package python3-numpy).";

    /// <summary>Why tests that need Pillow can't run, or null.</summary>
    public static string? MissingPillow { get; } =
        Succeeds("/usr/bin/python3", "-c", "import PIL.Image, numpy") ? null
            : "Pillow was not found (Debian's packages python3-pil and python3-numpy).";

    /// <summary>Why tests that need Jupyter's client can't run, or null.</summary>
    public static string? MissingJupyter { get; } = Succeeds("/usr/bin/python3", "-c", "import jupyter_client, nbclient")
        ? null
        : "Jupyter's client was not found (Debian's packages python3-jupyter-client and python3-nbclient).";

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

    private static bool Succeeds(string program, params string[] arguments)
    {
        if (!File.Exists(program))
            return false;
        using var process =
            Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true });
        return process is not null && process.WaitForExit(20_000) && process.ExitCode == 0;
    }
}

/// <summary>A test that takes long: on two slow cores, with others beside it, more than some six seconds.</summary>
internal sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute() => Skip = Requirement.NotAskedFor!;
}

/// <summary>A test that takes long, several times.</summary>
internal sealed class LongTheoryAttribute : TheoryAttribute
{
    public LongTheoryAttribute() => Skip = Requirement.NotAskedFor!;
}

/// <summary>A test that reads real MNIST and takes long.</summary>
internal sealed class LongMnistFactAttribute : FactAttribute
{
    public LongMnistFactAttribute() => Skip = (Requirement.NotAskedFor ?? Requirement.MissingMnist)!;
}

/// <summary>A test that reads real MNIST from MNIST_DIR.</summary>
internal sealed class MnistFactAttribute : FactAttribute
{
    public MnistFactAttribute() => Skip = Requirement.MissingMnist!;
}

/// <summary>A test that reads the reference arrays from MNIST_REFERENCE_DIR.</summary>
internal sealed class ReferenceFactAttribute : FactAttribute
{
    public ReferenceFactAttribute() => Skip = Requirement.MissingReference!;
}

/// <summary>A test that needs both MNIST and the reference arrays.</summary>
internal sealed class MnistReferenceFactAttribute : FactAttribute
{
    public MnistReferenceFactAttribute() => Skip = (Requirement.MissingMnist ?? Requirement.MissingReference)!;
}

/// <summary>A test in which NumPy itself reads or writes a file.</summary>
internal sealed class NumPyFactAttribute : FactAttribute
{
    public NumPyFactAttribute() => Skip = Requirement.MissingNumPy!;
}

/// <summary>A test in which Pillow itself reads or writes a picture.</summary>
internal sealed class PillowFactAttribute : FactAttribute
{
    public PillowFactAttribute() => Skip = Requirement.MissingPillow!;
}

/// <summary>A test in which Jupyter's own client speaks to the kernel.</summary>
internal sealed class JupyterFactAttribute : FactAttribute
{
    public JupyterFactAttribute() => Skip = Requirement.MissingJupyter!;
}

/// <summary>A test in which Jupyter's own client speaks to the kernel for long.</summary>
internal sealed class LongJupyterFactAttribute : FactAttribute
{
    public LongJupyterFactAttribute() => Skip = (Requirement.NotAskedFor ?? Requirement.MissingJupyter)!;
}
