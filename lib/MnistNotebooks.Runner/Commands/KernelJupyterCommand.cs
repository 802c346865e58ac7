using System.CommandLine;
using MnistNotebooks.Runner.Jupyter;

namespace MnistNotebooks.Runner.Commands;

/// <summary>kernel jupyter: what Jupyter starts.</summary>
internal static class KernelJupyterCommand
{
    public static Command Create()
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
}
