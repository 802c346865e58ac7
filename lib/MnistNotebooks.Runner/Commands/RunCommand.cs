using System.CommandLine;
using MnistNotebooks.Data;
using MnistNotebooks.Runner.Pages;
using MnistNotebooks.Runner.Pictures;
using MnistNotebooks.Runner.Runs;

namespace MnistNotebooks.Runner.Commands;

/// <summary>run: executes notebooks, and writes each with its outputs and as a page.</summary>
internal static class RunCommand
{
    public const string Name = "run";

    public static Command Create()
    {
        var notebooks = new Argument<string[]>("NOTEBOOK")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "The notebooks to run; all of notebooks/ when none is named.",
        };
        notebooks.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } unknown)
                result.AddError(CommandLine.Unknown(unknown.Value));
        });
        Option<string?> data = DataOption.Create();
        var output = new Option<string?>("--out")
        {
            HelpName = "DIR",
            Description = "Where the executed notebooks and the pages go; artifacts/notebooks by default.",
        };
        var offline = new Option<bool>("--offline") { Description = "Don't download anything." };
        var pictures = new Option<bool>("--pictures")
        {
            Description = "Add a picture of every figure to the executed notebooks, for viewers that draw no figures; needs Chromium.",
        };
        Option<double> timeLimit = NumberOption.Create(
            "--time-limit", "SECONDS", "How long a cell may run.",
            RunSettings.DefaultTimeLimit.TotalSeconds, smallest: 0.001, largest: 1e6);

        var command = new Command(Name, "Runs notebooks; writes each with its outputs, and as a page.")
        {
            notebooks, data, output, offline, pictures, timeLimit,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var selection = NotebookSelection.Find(parsed.GetValue(notebooks) ?? [], parsed.GetValue(output));
            foreach (string leftOut in selection.Notebooks.Select(one => one.Notebook.LeftOut).OfType<string>())
                parsed.InvocationConfiguration.Error.WriteLine(leftOut.ReplaceLineEndings(" "));
            await using FigurePainter? painter = parsed.GetValue(pictures) ? await FigurePainter.StartAsync().ConfigureAwait(false) : null;
            if (parsed.GetValue(offline))
                RunData.StayOffline();
            var settings = new RunSettings(TimeSpan.FromSeconds(parsed.GetValue(timeLimit)), RunData.EnvironmentFor(parsed.GetValue(data)));
            OutputPlace.RequireFolder(selection.OutputFolder);
            await using var batch = new NotebookBatch(selection, settings, painter);
            batch.Start();

            TextWriter messages = parsed.InvocationConfiguration.Output;
            // On another thread, so that Ctrl-C is heard meanwhile.
            MnistData digits = await Task.Run(() => RunData.Load(parsed.GetValue(data), messages, cancellation), cancellation)
                .ConfigureAwait(false);
            messages.WriteLine(digits.Source.Description);
            var pages = new PageWriter(selection.OutputFolder, DataNote.Of(digits));
            return await batch.RunAsync(pages, messages, parsed.InvocationConfiguration.Error, cancellation).ConfigureAwait(false);
        });
        return command;
    }
}
