using System.CommandLine;
using MnistNotebooks.Data;

namespace MnistNotebooks.Runner.Commands;

/// <summary>fetch: downloads MNIST's files and checks them.</summary>
internal static class FetchCommand
{
    public static Command Create()
    {
        Option<string?> data = DataOption.Create("Where the four files go; data/mnist by default.");
        var command = new Command(
            "fetch", "Downloads MNIST's four files (11 MB), checks them, and keeps those that are already there.") { data };
        command.SetAction(async (parsed, cancellation) =>
        {
            string folder = parsed.GetValue(data) ?? Path.Combine(SolutionPath.Folder, "data", "mnist");
            TextWriter output = parsed.InvocationConfiguration.Output;
            IReadOnlyList<string> fetched =
                await MnistDownload.FetchAsync(folder, new DownloadLines(output), cancellation).ConfigureAwait(false);
            string what = fetched is [] ? "All four files were there already" : $"Fetched {string.Join(", ", fetched)}";
            output.WriteLine($"{what}: {SolutionPath.Shown(Path.GetFullPath(folder))}");
            return ExitCode.Done;
        });
        return command;
    }
}
