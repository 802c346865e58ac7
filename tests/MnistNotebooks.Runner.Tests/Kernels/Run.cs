using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Runs;
using MnistNotebooks.Runner.Tests.Notebooks;

namespace MnistNotebooks.Runner.Tests.Kernels;

/// <summary>Runs code cells in a new session.</summary>
internal static class Run
{
    public static Task<NotebookRun> CellsAsync(params string[] cells) => InAsync(Path.GetTempPath(), cells);

    public static Task<NotebookRun> InAsync(string folder, params string[] cells) =>
        InAsync(folder, Settings(TimeSpan.FromMinutes(1)), cells);

    public static async Task<NotebookRun> InAsync(string folder, RunSettings settings, params string[] cells)
    {
        await using var runner = new NotebookRunner(settings);
        return await runner.RunAsync(SampleNotebook.Of(cells), folder);
    }

    public static RunSettings Settings(TimeSpan timeLimit, params (string, string)[] environment) =>
        new(timeLimit, environment.ToDictionary(pair => pair.Item1, pair => pair.Item2));

    /// <summary>The outputs of a cell, each as one line: "stdout:text", "value:text", "result:text", "error:name: message".</summary>
    public static string[] Outputs(this NotebookRun run, int cell) =>
    [
        .. run.Notebook.Cells[cell - 1].Outputs.Select(output => output switch
        {
            StreamOutput { Name: StreamName.Stdout } text => $"stdout:{text.Text}",
            StreamOutput text => $"stderr:{text.Text}",
            DisplayOutput { IsResult: true } value => $"result:{value.Data.Text(MimeBundle.Plain)}",
            DisplayOutput value => $"value:{value.Data.Text(MimeBundle.Plain)}",
            ErrorOutput error => $"error:{error.Name}: {error.Message}",
            _ => output.ToString(),
        }),
    ];
}
