using System.CommandLine;
using System.Text;
using MnistNotebooks.Runner.Jupyter;
using MnistNotebooks.Runner.Kernels.VsCode;

namespace MnistNotebooks.Runner.Commands;

/// <summary>kernel: the project's C# kernel for other programs.</summary>
internal static class KernelCommand
{
    /// <summary>Polyglot Notebooks names itself before the command.</summary>
    public static Directive VsCode { get; } = new("vscode");

    // The system's own encoding of the console, on Windows, would not be the protocols'.
    private static UTF8Encoding Utf8 { get; } = new(encoderShouldEmitUTF8Identifier: false);

    public static Command Create() => new("kernel", "The C# kernel of the notebooks, for Jupyter and VS Code.")
    {
        Install(),
        Jupyter(),
        Stdio(),
        Parser(),
    };

    private static Command Install()
    {
        var user = new Option<bool>("--user") { Description = "Install for this user, which is the default." };
        var prefix = new Option<string?>("--prefix")
        {
            HelpName = "DIR",
            Description = "Install into DIR/share/jupyter, as for a Python or conda environment.",
        };
        var command = new Command("install", "Makes Jupyter list the kernel.") { user, prefix };
        command.Validators.Add(result =>
        {
            if (result.GetValue(user) && result.GetValue(prefix) is not null)
                result.AddError("--user and --prefix can't both be given.");
        });
        command.SetAction(parsed =>
        {
            string data = parsed.GetValue(prefix) is { } folder ? JupyterFolders.Below(folder) : JupyterFolders.User;
            string kernel = KernelSpec.Install(data);
            parsed.InvocationConfiguration.Output.WriteLine($"Jupyter's kernel '{KernelSpec.DisplayName}' is in {kernel}.");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Jupyter()
    {
        var connection = new Argument<string>("CONNECTION-FILE") { Description = "Where Jupyter wrote ports and key." };
        var command = new Command("jupyter", "Runs the kernel; Jupyter starts it so.") { connection };
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = ConnectionFile.Read(parsed.GetValue(connection)!);
            await JupyterKernel.RunAsync(file, parsed.InvocationConfiguration.Error, cancellation).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }

    // With the options of dotnet interactive stdio.
    private static Command Stdio()
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
            .AcceptOnlyFromAmong("csharp");
        var command = new Command("stdio", "A kernel on standard input and output, for Polyglot Notebooks in VS Code.")
        {
            folder, host, language,
            // What versions of the extension pass to the published kernel, and what has no meaning here.
            new Option<string>("--http-port-range") { Hidden = true },
            new Option<string>("--http-port") { Hidden = true },
            new Option<string>("--log-path") { Hidden = true },
            new Option<bool>("--preview") { Hidden = true },
            new Option<bool>("--verbose") { Hidden = true },
        };
        command.SetAction(async (parsed, _) =>
        {
            using var input = new StreamReader(Console.OpenStandardInput(), Utf8);
            await using var output = new StreamWriter(Console.OpenStandardOutput(), Utf8);
            await using var relay = new KernelRelay(
                parsed.GetValue(folder)!.FullName, parsed.GetValue(host)!, output, parsed.InvocationConfiguration.Error);
            return await relay.RunAsync(input).ConfigureAwait(false) ? ExitCode.Done : ExitCode.Unusable;
        });
        return command;
    }

    private static Command Parser()
    {
        var command = new Command("notebook-parser", "Reads and writes notebook files for Polyglot Notebooks in VS Code.");
        command.SetAction(parsed =>
        {
            using var input = new StreamReader(Console.OpenStandardInput(), Utf8);
            using var output = new StreamWriter(Console.OpenStandardOutput(), Utf8);
            NotebookParser.Run(input, output, parsed.InvocationConfiguration.Error);
            return ExitCode.Done;
        });
        return command;
    }
}
