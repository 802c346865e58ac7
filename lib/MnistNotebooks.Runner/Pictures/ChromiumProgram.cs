namespace MnistNotebooks.Runner.Pictures;

/// <summary>Where the machine has a Chromium, or a Chrome, which draws the same.</summary>
internal static class ChromiumProgram
{
    private const string Variable = "CHROMIUM";

    private static readonly string[] _usual =
    [
        "chromium", "chromium-browser", "google-chrome", "chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "Google", "Chrome", "Application", "chrome.exe"),
    ];

    /// <exception cref="FileNotFoundException">There is none; the message says what was looked for.</exception>
    public static string Find() => Find(Environment.GetEnvironmentVariable(Variable), Environment.GetEnvironmentVariable("PATH"));

    /// <param name="named">What the environment names: the only one that will do, when there is one.</param>
    /// <param name="path">The folders to look in.</param>
    /// <inheritdoc cref="Find()"/>
    public static string Find(string? named, string? path)
    {
        string[] folders = (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (named is { Length: > 0 })
        {
            return In(folders, named)
                ?? throw new FileNotFoundException($"The environment variable {Variable} names {named}, where a Chromium was expected.");
        }
        return _usual.Select(name => In(folders, name)).FirstOrDefault(found => found is not null)
            ?? throw new FileNotFoundException(
                $"Chromium was not found: it was expected in the path, or named by the environment variable {Variable}.");
    }

    // Of a full path, Path.Combine takes nothing but this path.
    private static string? In(string[] folders, string name) =>
        folders.Append("").Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
