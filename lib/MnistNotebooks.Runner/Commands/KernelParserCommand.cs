using System.CommandLine;
using System.Text;
using MnistNotebooks.Runner.Kernels.Parser;

namespace MnistNotebooks.Runner.Commands;

/// <summary>kernel notebook-parser: reads and writes notebook files for Polyglot Notebooks.</summary>
internal static class KernelParserCommand
{
    public static Command Create()
    {
        var command = new Command("notebook-parser", "Reads and writes notebook files for Polyglot Notebooks in VS Code.");
        command.SetAction(parsed =>
        {
            var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
            using var input = new StreamReader(Console.OpenStandardInput(), utf8);
            using var output = new StreamWriter(Console.OpenStandardOutput(), utf8);
            NotebookParser.Run(input, output, parsed.InvocationConfiguration.Error);
            return ExitCode.Done;
        });
        return command;
    }
}
