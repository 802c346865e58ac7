using System.Text.Json;
using System.Text.Json.Nodes;
using MnistNotebooks.Runner.Kernels;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Jupyter;

/// <summary>The file by which Jupyter finds and starts this kernel.</summary>
internal static class KernelSpec
{
    public const string Name = "mnist-notebooks";
    public const string DisplayName = "C# (MnistNotebooks)";
    public const string Language = "C#";

    private static readonly JsonSerializerOptions Written = new() { Encoder = Json.Encoder, WriteIndented = true, NewLine = "\n" };

    /// <param name="dataFolder">Jupyter's data folder, or another that it searches.</param>
    /// <returns>The folder of the kernel.</returns>
    /// <exception cref="IOException">The folder can't be written.</exception>
    public static string Install(string dataFolder)
    {
        string folder = Path.GetFullPath(Path.Combine(dataFolder, "kernels", Name));
        var spec = new JsonObject
        {
            // Absolute, so that the kernel starts from any folder.
            ["argv"] = new JsonArray(
                KernelProcess.DotnetProgram(), "exec", typeof(KernelSpec).Assembly.Location, "kernel", "jupyter", "{connection_file}"),
            ["display_name"] = DisplayName,
            ["language"] = Language,
            ["interrupt_mode"] = "message",
            ["metadata"] = new JsonObject { ["debugger"] = false },
        };
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "kernel.json"), spec.ToJsonString(Written) + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The kernel can't be installed in {folder}: {e.Message}", e);
        }
        return folder;
    }
}

/// <summary>Where Jupyter looks for kernels.</summary>
internal static class JupyterFolders
{
    /// <summary>The data folder of the user, by Jupyter's rules.</summary>
    public static string User => Variable("JUPYTER_DATA_DIR") ?? OfSystem();

    /// <summary>The data folder of an environment, such as Python's or conda's.</summary>
    public static string Below(string prefix) => Path.Combine(prefix, "share", "jupyter");

    private static string OfSystem()
    {
        if (OperatingSystem.IsWindows())
            return Path.Combine(Folder(Environment.SpecialFolder.ApplicationData), "jupyter");
        string home = Folder(Environment.SpecialFolder.UserProfile);
        return OperatingSystem.IsMacOS()
            ? Path.Combine(home, "Library", "Jupyter")
            : Path.Combine(Variable("XDG_DATA_HOME") ?? Path.Combine(home, ".local", "share"), "jupyter");
    }

    private static string Folder(Environment.SpecialFolder folder) =>
        Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
