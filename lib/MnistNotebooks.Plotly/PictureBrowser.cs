using Plotly.NET.ImageExport;

namespace MnistNotebooks.Plotly;

/// <summary>The browser with which Plotly.NET.ImageExport draws charts into files: an installed one, never one from the network.</summary>
public static class PictureBrowser
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>
    /// Looks for a Chromium and has Plotly.NET.ImageExport use it: the program that the environment variable CHROMIUM names, by its path or
    /// its name in a folder of PATH, else chromium, chromium-browser or google-chrome there.
    /// </summary>
    /// <returns>Null when there is one, else a sentence that says what is missing.</returns>
    public static string? Use()
    {
        if (Find(Environment.GetEnvironmentVariable("CHROMIUM"), Environment.GetEnvironmentVariable("PATH")) is not { } program)
            return "No picture: it takes Chromium or Chrome, which was not found (install one, or name its program in CHROMIUM).";
        PuppeteerSharpRendererOptions.localBrowserExecutablePath = program;
        // Chromium refuses to run its sandbox as root.
        if (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows())
            PuppeteerSharpRendererOptions.launchOptions.Args = ["--no-sandbox"];
        return null;
    }

    /// <param name="named">A program's path or name, or nothing.</param>
    /// <param name="folders">Folders, separated as in PATH.</param>
    internal static string? Find(string? named, string? folders)
    {
        string[] places = (folders ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        // Of a full path, Path.Combine takes nothing but this path.
        if (!string.IsNullOrEmpty(named))
            return places.Append("").Select(folder => Path.Combine(folder, named)).FirstOrDefault(File.Exists);
        return Names.SelectMany(_ => places, (name, folder) => Path.Combine(folder, name))
            .Select(program => OperatingSystem.IsWindows() ? program + ".exe" : program)
            .FirstOrDefault(File.Exists);
    }
}
