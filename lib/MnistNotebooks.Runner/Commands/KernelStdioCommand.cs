using System.CommandLine;
using System.Text;
using MnistNotebooks.Runner.Kernels.Stdio;

namespace MnistNotebooks.Runner.Commands;

/// <summary>kernel stdio: a kernel for Polyglot Notebooks, with the options of <c>dotnet interactive stdio</c>.</summary>
internal static class KernelStdioCommand
{
    private const string Language = "csharp";

    /// <summary>The extension names itself before the command.</summary>
    public static Directive VsCode { get; } = new("vscode");

    private static UTF8Encoding Utf8 { get; } = new(encoderShouldEmitUTF8Identifier: false);

    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--working-dir")
        {
            HelpName = "DIR",
            Description = "Where relative paths of cells start.",
            DefaultValueFactory = _ => new(Environment.CurrentDirectory),
        }.AcceptExistingOnly();
        var host = new Option<string>("--kernel-host")
        {
            HelpName = "NAME",
            Description = "The name in the URIs of the kernels.",
            DefaultValueFactory = _ => $"pid-{Environment.ProcessId}",
        };
        Option<string> language = new Option<string>("--default-kernel") { Description = "The language of cells that name none." }
            .AcceptOnlyFromAmong(Language);
        var command = new Command("stdio", "A kernel on standard input and output, for Polyglot Notebooks in VS Code.")
        {
            folder, host, language,
        };
        foreach (Option ignored in Ignored())
            command.Add(ignored);
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(folder)!, parsed.GetValue(host)!, parsed.InvocationConfiguration.Error));
        return command;
    }

    // What versions of the extension pass to the published kernel, and what has no meaning here.
    private static IEnumerable<Option> Ignored() =>
    [
        new Option<string>("--http-port-range") { Hidden = true },
        new Option<string>("--http-port") { Hidden = true },
        new Option<string>("--log-path") { Hidden = true },
        new Option<bool>("--preview") { Hidden = true },
        new Option<bool>("--verbose") { Hidden = true },
    ];

    private static async Task<int> RunAsync(DirectoryInfo folder, string host, TextWriter errors)
    {
        // The system's own encoding of the console, on Windows, would not be the protocol's.
        using var input = new StreamReader(Console.OpenStandardInput(), Utf8);
        await using var output = new StreamWriter(Console.OpenStandardOutput(), Utf8);
        await using var relay = new KernelRelay(folder.FullName, host, output, errors);
        return await relay.RunAsync(input).ConfigureAwait(false) ? ExitCode.Done : ExitCode.Unusable;
    }
}
