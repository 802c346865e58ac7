using System.CommandLine;

namespace MnistNotebooks.Runner.Commands;

/// <summary>kernel: the project's C# kernel for other programs.</summary>
internal static class KernelCommand
{
    public static Command Create() => new("kernel", "The C# kernel of the notebooks, for Jupyter and VS Code.")
    {
        KernelInstallCommand.Create(),
        KernelJupyterCommand.Create(),
        KernelStdioCommand.Create(),
        KernelParserCommand.Create(),
    };
}
