using System.CommandLine;
using MnistNotebooks.Runner.Sessions;

namespace MnistNotebooks.Runner.Commands;

/// <summary>run: executes notebooks and writes them, with their outputs, beside each other.</summary>
internal static class RunCommand
{
    public const string Name = "run";

    public static Command Create()
    {
        var notebooks = new Argument<string[]>("NOTEBOOK") { Arity = ArgumentArity.ZeroOrMore, Description = "The notebooks to run; all of notebooks/ when none is named." };
        notebooks.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } unknown)
                result.AddError(CommandLine.Unknown(unknown.Value));
        });
        var data = new Option<string?>("--data") { HelpName = "DIR", Description = "The folder with MNIST's four files; without it the notebooks look in MNIST_DIR and data/mnist, download, or draw digits." };
        var output = new Option<string?>("--out") { HelpName = "DIR", Description = "Where the executed notebooks and the pages go; artifacts/notebooks by default." };
        var offline = new Option<bool>("--offline") { Description = "Don't download anything." };
        Option<double> timeLimit = NumberOption.Create("--time-limit", "SECONDS", "How long a cell may run.", SessionSettings.DefaultTimeLimit.TotalSeconds, smallest: 0.001, largest: 1e6);

        var command = new Command(Name, "Runs notebooks; writes each executed, and as a page.") { notebooks, data, output, offline, timeLimit };
        command.SetAction((parsed, cancellation) =>
        {
            var selection = NotebookSelection.Find(parsed.GetValue(notebooks) ?? [], parsed.GetValue(output));
            var environment = new Dictionary<string, string>();
            if (parsed.GetValue(data) is { } folder)
                environment["MNIST_DIR"] = Path.GetFullPath(folder);
            if (parsed.GetValue(offline))
                environment["MNIST_OFFLINE"] = "1";
            var settings = new SessionSettings(TimeSpan.FromSeconds(parsed.GetValue(timeLimit)), environment);
            return new NotebookBatch(selection, settings).RunAsync(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellation);
        });
        return command;
    }
}
