using System.CommandLine;
using MnistNotebooks.Runner.Jupyter;

namespace MnistNotebooks.Runner.Commands;

/// <summary>kernel install: tells Jupyter of the kernel.</summary>
internal static class KernelInstallCommand
{
    public static Command Create()
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
}
