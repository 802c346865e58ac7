using System.Collections.Concurrent;
using MnistNotebooks.Runner.Kernels;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Runs;
using MnistNotebooks.Runner.Tests.Notebooks;

namespace MnistNotebooks.Runner.Tests.Kernels;

/// <summary>Runs code cells. Processes are shared: warm from one test, they serve the next one with a new kernel.</summary>
internal static class Run
{
    // They end with the tests' own process.
    private static readonly ConcurrentBag<NotebookRunner> Runners = [];

    /// <summary>Runs a notebook of these cells.</summary>
    public static async Task<NotebookRun> CellsAsync(params string[] cells)
    {
        NotebookRunner runner = Runners.TryTake(out NotebookRunner? warm) ? warm : new(Settings(TimeSpan.FromMinutes(2)));
        try
        {
            return await runner.RunAsync(SampleNotebook.Of(cells), Path.GetTempPath());
        }
        finally
        {
            Runners.Add(runner);
        }
    }

    /// <summary>Runs a notebook of these cells in a process of its own.</summary>
    public static async Task<NotebookRun> InAsync(string folder, RunSettings settings, params string[] cells)
    {
        await using var runner = new NotebookRunner(settings);
        return await runner.RunAsync(SampleNotebook.Of(cells), folder);
    }

    public static RunSettings Settings(TimeSpan timeLimit, params (string, string)[] environment) =>
        new(timeLimit, environment.ToDictionary(pair => pair.Item1, pair => pair.Item2));

    /// <summary>The outputs of a cell, each as one line: "stdout:text", "value:text", "result:text", "error:name: message".</summary>
    public static string[] Outputs(this NotebookRun run, int cell) => Lines(run.Notebook.Cells[cell - 1].Outputs);

    /// <inheritdoc cref="Outputs"/>
    public static string[] Lines(IReadOnlyList<Output> outputs) =>
    [
        .. outputs.Select(output => output switch
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

/// <summary>A cell that has run.</summary>
/// <param name="Outputs">What it showed, its error last.</param>
/// <param name="Error">Why it failed, or null.</param>
internal sealed record RanCell(IReadOnlyList<Output> Outputs, CellError? Error)
{
    public string[] Lines => Run.Lines(Outputs);
}

/// <summary>One process for the tests of a class, each with a kernel of its own; cells that fail end neither.</summary>
public class WarmKernel : IAsyncLifetime
{
    public WarmKernel() : this(Path.GetTempPath())
    {
    }

    protected WarmKernel(string folder, params (string, string)[] environment) =>
        Kernel = new(folder, environment.ToDictionary(pair => pair.Item1, pair => pair.Item2));

    private KernelClient Kernel { get; }

    public Task InitializeAsync() => Task.CompletedTask;

    public virtual async Task DisposeAsync() => await Kernel.DisposeAsync();

    /// <summary>Runs cells that begin with nothing.</summary>
    internal async Task<RanCell[]> RunAsync(params string[] cells)
    {
        var ran = new List<RanCell>();
        foreach (string cell in cells)
        {
            var outputs = new CellOutputs();
            CellError? error = await Kernel.ExecuteAsync(ran.Count + 1, cell, what => outputs.Add(what));
            if (error is not null)
                outputs.Add(error);
            ran.Add(new(outputs.ToList(), error));
        }
        Assert.Null(await Kernel.ResetAsync());
        return [.. ran];
    }
}
