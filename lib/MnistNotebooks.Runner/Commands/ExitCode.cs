namespace MnistNotebooks.Runner.Commands;

/// <summary>What the program's exit code tells a script.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>A cell failed or a result is wrong.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the data is unusable.</summary>
    public const int Unusable = 2;

    /// <summary>Stopped by Ctrl-C, as shells count it.</summary>
    public const int Stopped = 130;
}
