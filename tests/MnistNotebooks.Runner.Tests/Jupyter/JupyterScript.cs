using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MnistNotebooks.Runner.Jupyter;

namespace MnistNotebooks.Runner.Tests.Jupyter;

/// <summary>Runs a script of tests/jupyter with the kernel installed in a folder of its own; the script says what it saw.</summary>
internal static class JupyterScript
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(6);

    public static async Task<IReadOnlyDictionary<string, JsonElement>> RunAsync(string script, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        KernelSpec.Install(JupyterFolders.Below(folder.Root));
        var start = new ProcessStartInfo(Requirement.Python, ["-B", Path.Combine(Folder(), script), .. arguments])
        {
            WorkingDirectory = folder.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["JUPYTER_PATH"] = JupyterFolders.Below(folder.Root) },
        };
        using var process = Process.Start(start)!;
        using var timer = new CancellationTokenSource(TimeLimit);
        using CancellationTokenRegistration onTimer = timer.Token.Register(() => process.Kill(entireProcessTree: true));
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        string output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        Assert.True(process.ExitCode == 0, $"{script} failed after this:\n{output}\n{await errors}");
        Assert.False(File.Exists(folder["must-not-exist"]));
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))
            .ToDictionary(line => line.GetProperty("name").GetString()!, line => line.GetProperty("value"));
    }

    /// <summary>What a cell published besides its status and its own code, each as one line of JSON: <c>["stream",{…}]</c>.</summary>
    public static string[] Seen(this JsonElement run) =>
        [.. run.GetProperty("seen").EnumerateArray()
            .Where(seen => seen[0].GetString() is not ("status" or "execute_input"))
            .Select(seen => JsonSerializer.Serialize(seen))];

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static string[] Texts(this JsonElement element) => [.. element.EnumerateArray().Select(one => one.GetString()!)];

    private static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "jupyter"));
}
