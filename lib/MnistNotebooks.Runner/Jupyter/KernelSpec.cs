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
            ["language"] = KernelInfo.Language,
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
