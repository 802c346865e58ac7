using System.CommandLine;

namespace MnistNotebooks.Runner.Commands;

/// <summary>kernel: the project's kernel for programs that show notebooks.</summary>
internal static class KernelCommand
{
    public static Command Create() => new("kernel", "The C# kernel for programs that show notebooks.")
    {
        KernelStdioCommand.Create(),
        KernelParserCommand.Create(),
    };
}
