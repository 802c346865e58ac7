using System.Diagnostics;
using System.Globalization;
using MnistNotebooks.Runner.Kernels;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;
using MnistNotebooks.Runner.Pictures;
using MnistNotebooks.Runner.Runs;
using Spectre.Console;

namespace MnistNotebooks.Runner.Commands;

/// <summary>Runs the selected notebooks, a few at a time, and writes what came out; a failing one does not stop the others.</summary>
/// <param name="selection">What to run.</param>
/// <param name="settings">How to run it.</param>
/// <param name="painter">Adds pictures to the notebooks; the pages, which draw their figures, need none.</param>
internal sealed class NotebookBatch(NotebookSelection selection, RunSettings settings, FigurePainter? painter) : IAsyncDisposable
{
    // The numbers in the report depend on the order of the notebooks only, not on which of them ends first.
    private readonly NotebookRun?[] _runs = new NotebookRun?[selection.Notebooks.Count];

    // A page takes a fraction of a second, but text can be made that takes a parser of Markdown or C# hours.
    private static readonly TimeSpan TimeToWrite = TimeSpan.FromMinutes(1);

    // One kernel's process a core, each taking the next notebook when it has done one.
    private readonly NotebookRunner[] _runners =
        [.. Enumerable.Range(0, Math.Min(Environment.ProcessorCount, selection.Notebooks.Count)).Select(_ => new NotebookRunner(settings))];

    /// <summary>Starts the kernels, which takes a second that other work may use.</summary>
    public void Start()
    {
        foreach ((NotebookRunner runner, SelectedNotebook first) in _runners.Zip(selection.Notebooks))
            runner.Start(first.Folder);
    }

    public async Task<int> RunAsync(PageWriter pages, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        bool isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi;
        NotebookFile[] notebooks = [.. selection.Notebooks.Select(one => one.Notebook)];
        if (isTerminal)
            await LiveProgress.ShowAsync(
                AnsiConsole.Console, notebooks, progress => RunAllAsync(pages, progress, cancellation)).ConfigureAwait(false);
        else
            await RunAllAsync(pages, new PlainProgress(output), cancellation).ConfigureAwait(false);
        NotebookRun[] runs = [.. _runs.Select(run => run!)];
        NotebookFile[] executed = [.. runs.Select(run => run.Notebook)];
        string index = pages.WriteIndex(executed, selection.Syllabus, selection.Covers());
        if (selection.Syllabus is not null)
            pages.WriteTeaching(selection.Notebooks[0].Folder, executed);
        return Report(runs, index, clock.Elapsed, output, error);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (NotebookRunner runner in _runners)
            await runner.DisposeAsync().ConfigureAwait(false);
    }

    private Task RunAllAsync(PageWriter pages, IRunProgress progress, CancellationToken cancellation)
    {
        int next = -1;
        return Task.WhenAll(_runners.Select(async runner =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < _runs.Length;)
                _runs[i] = await RunOneAsync(pages, runner, i, progress, cancellation).ConfigureAwait(false);
            await runner.DisposeAsync().ConfigureAwait(false);
        }));
    }

    private async Task<NotebookRun> RunOneAsync(
        PageWriter pages, NotebookRunner runner, int i, IRunProgress progress, CancellationToken cancellation)
    {
        SelectedNotebook one = selection.Notebooks[i];
        progress.Started(one.Notebook);
        NotebookRun run = await RunCellsAsync(runner, one, progress, cancellation).ConfigureAwait(false);
        NotebookFile pictured = run.Notebook.WithPicturesOf(one.Notebook);
        IReadOnlyList<string> unwritten = await WriteAsync(pages, pictured, i, cancellation).ConfigureAwait(false);
        run = run with { Notebook = pictured, Faults = [.. run.Faults, .. unwritten] };
        progress.Ended(one.Notebook, run);
        return run;
    }

    // Whatever happens to one notebook is no reason to do without the others.
    private static async Task<NotebookRun> RunCellsAsync(
        NotebookRunner runner, SelectedNotebook one, IRunProgress progress, CancellationToken cancellation)
    {
        try
        {
            return await runner.RunAsync(
                one.Notebook, one.Folder, number => progress.CellDone(one.Notebook, number), cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await runner.DisposeAsync().ConfigureAwait(false);
            return new(one.Notebook, null, TimeSpan.Zero) { Faults = [Fault(one.Notebook, "it could not be run", e)] };
        }
    }

    private async Task<IReadOnlyList<string>> WriteAsync(PageWriter pages, NotebookFile run, int i, CancellationToken cancellation)
    {
        try
        {
            NotebookFile executed = painter is null ? run : await FigurePictures.AddAsync(run, painter, cancellation).ConfigureAwait(false);
            executed.WithoutLiveHtml().Write(Path.Combine(selection.OutputFolder, run.Name + NotebookFile.Extension));
            WrittenPage page = await Task.Run(
                () => pages.WriteLesson(selection.Notebooks[i].Path, run, previous: NotebookAt(i - 1), next: NotebookAt(i + 1)),
                cancellation).WaitAsync(TimeToWrite, cancellation).ConfigureAwait(false);
            return page.Faults;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return [Fault(run, "it could not be written", e)];
        }
    }

    private static string Fault(NotebookFile notebook, string what, Exception why) =>
        $"{notebook.Name}: {what}: {why.Message.ReplaceLineEndings(" ")}";

    private NotebookFile? NotebookAt(int i) => selection.Notebooks.ElementAtOrDefault(i)?.Notebook;

    // What a run says at its end; the result is the exit code.
    private static int Report(NotebookRun[] runs, string indexPage, TimeSpan duration, TextWriter output, TextWriter error)
    {
        foreach (NotebookRun run in runs.Where(run => run.Failure is not null))
            error.WriteLine(Failure(run));
        foreach (string fault in runs.SelectMany(run => run.Faults))
            error.WriteLine(fault);
        int failed = runs.Count(run => run.Failure is not null || run.Faults.Count > 0);
        int cells = runs.Sum(run => run.Notebook.Cells.Count(cell => cell.ExecutionCount is not null));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Count(runs.Length, "notebook")}, {Count(cells, "cell")} in {duration.TotalSeconds:0.0} s; "
                + $"{(failed == 0 ? "all done" : $"{failed} failed")}."));
        output.WriteLine($"Pages: {SolutionPath.Shown(indexPage)}");
        return failed == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static string Failure(NotebookRun run)
    {
        (int cell, CellError error) = run.Failure!;
        string line = error.Line is { } number ? string.Create(CultureInfo.InvariantCulture, $", line {number}") : "";
        return string.Join(
            Environment.NewLine, [$"{run.Notebook.Name}, cell [{cell}]{line}: {error.Name}: {error.Message}", .. error.Places]);
    }

    private static string Count(int number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");
}
