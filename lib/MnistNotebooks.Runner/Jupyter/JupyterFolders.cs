namespace MnistNotebooks.Runner.Jupyter;

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
