using System.CommandLine;
using MnistNotebooks.Data;

namespace MnistNotebooks.Runner.Commands;

/// <summary>The program's commands, and how their errors are said: one line, no stack trace, an exit code.</summary>
internal static class CommandLine
{
    private static TimeSpan TimeToStop { get; } = TimeSpan.FromSeconds(1.5);

    public static async Task<int> InvokeAsync(
        IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellation = default)
    {
        var root = new RootCommand(
            "Runs the notebooks (the default), serves them live, fetches MNIST, trains the tutorial's network, is a kernel for Jupyter.")
        {
            RunCommand.Create(),
            FetchCommand.Create(),
            TrainCommand.Create(),
            ServeCommand.Create(),
            KernelCommand.Create(),
            KernelCommand.VsCode,
        };
        if (Empty(arguments) is { } empty)
            return Unusable(error, empty);
        ParseResult parsed = root.Parse(NamesNoCommand(arguments) ? [RunCommand.Name, .. arguments] : arguments);
        if (parsed.UnmatchedTokens is [var unknown, ..])
            return Unusable(error, Unknown(unknown));
        if (parsed.Errors is [var first, ..])
            return Unusable(error, first.Message);
        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeToStop,
            };
            int code = await parsed.InvokeAsync(configuration, cancellation).ConfigureAwait(false);
            // It did not stop in time.
            if (code == ExitCode.Stopped)
                error.WriteLine("Stopped.");
            return code;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("Stopped.");
            return ExitCode.Stopped;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or HttpRequestException)
        {
            return Unusable(error, e.Message);
        }
    }

    public static string Unknown(string argument) => $"'{argument}' is neither a command nor an option here; --help lists them.";

    // 'run' may be left out: before options and before notebooks.
    private static bool NamesNoCommand(IReadOnlyList<string> arguments) =>
        arguments is [] || (arguments[0] is not ("--help" or "-h" or "-?" or "--version")
            && (arguments[0].StartsWith('-') || arguments[0].EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)));

    // What a script leaves when a variable of its is not set: --out "$folder", --out=$folder.
    private static string? Empty(IReadOnlyList<string> arguments)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].StartsWith("--", StringComparison.Ordinal) && arguments[i].EndsWith('='))
                return $"{arguments[i][..^1]} takes a value, not an empty text.";
            if (string.IsNullOrWhiteSpace(arguments[i]))
            {
                return i > 0 && arguments[i - 1].StartsWith("--", StringComparison.Ordinal)
                    ? $"{arguments[i - 1]} takes a value, not an empty text."
                    : "An argument is an empty text; a notebook or a command was expected.";
            }
        }
        return null;
    }

    private static int Unusable(TextWriter error, string message)
    {
        error.WriteLine(Addresses.WithoutUsers(message.ReplaceLineEndings(" ")));
        return ExitCode.Unusable;
    }
}

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
