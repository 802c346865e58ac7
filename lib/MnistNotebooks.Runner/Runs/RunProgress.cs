using System.Collections.Concurrent;
using System.Globalization;
using MnistNotebooks.Runner.Notebooks;
using Spectre.Console;

namespace MnistNotebooks.Runner.Runs;

/// <summary>Told how the notebooks of a run get on, from any thread.</summary>
internal interface IRunProgress
{
    void Started(NotebookFile notebook);

    /// <param name="notebook">The notebook as it was read.</param>
    /// <param name="number">The code cell that is done, from 1.</param>
    void CellDone(NotebookFile notebook, int number);

    void Ended(NotebookFile notebook, NotebookRun run);
}

/// <summary>One line per event, for files and build logs.</summary>
internal sealed class PlainProgress(TextWriter output) : IRunProgress
{
    private readonly Lock _lock = new();

    public void Started(NotebookFile notebook) => Line($"{notebook.Name}: started, {notebook.CodeCells} code cells");

    public void CellDone(NotebookFile notebook, int number) => Line($"{notebook.Name}: cell [{number}] of {notebook.CodeCells} done");

    public void Ended(NotebookFile notebook, NotebookRun run)
    {
        string end = run.Failure is null ? "done" : $"FAILED in cell [{run.Failure.Cell}]";
        Line($"{notebook.Name}: {end} after {run.Duration.TotalSeconds:0.0} s");
    }

    private void Line(FormattableString text)
    {
        lock (_lock)
            output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }
}

/// <summary>A bar per notebook that moves while the run goes on; needs a terminal.</summary>
internal sealed class LiveProgress : IRunProgress
{
    private readonly ConcurrentDictionary<string, ProgressTask> _tasks = [];

    private LiveProgress(ProgressContext context, IEnumerable<NotebookFile> notebooks)
    {
        foreach (NotebookFile notebook in notebooks)
            _tasks[notebook.Name] = context.AddTask(
                Markup.Escape(notebook.Name), autoStart: false, maxValue: Math.Max(1, notebook.CodeCells));
    }

    /// <summary>Shows the bars while <paramref name="work"/> runs.</summary>
    public static Task ShowAsync(IAnsiConsole console, IReadOnlyList<NotebookFile> notebooks, Func<IRunProgress, Task> work) =>
        new Spectre.Console.Progress(console)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new CellsColumn(), new ElapsedTimeColumn())
            .StartAsync(context => work(new LiveProgress(context, notebooks)));

    public void Started(NotebookFile notebook) => _tasks[notebook.Name].StartTask();

    public void CellDone(NotebookFile notebook, int number) => _tasks[notebook.Name].Value = number;

    public void Ended(NotebookFile notebook, NotebookRun run)
    {
        ProgressTask task = _tasks[notebook.Name];
        if (run.Failure is null)
            task.Value = task.MaxValue;
        else
            task.Description = $"[red]{Markup.Escape(notebook.Name)} failed in cell [[{run.Failure.Cell}]][/]";
        task.StopTask();
    }

    private sealed class CellsColumn : ProgressColumn
    {
        public override Spectre.Console.Rendering.IRenderable Render(
            Spectre.Console.Rendering.RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text($"{task.Value:0}/{task.MaxValue:0} cells").RightJustified();
    }
}
