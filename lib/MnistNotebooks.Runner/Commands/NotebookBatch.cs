using System.Diagnostics;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;
using MnistNotebooks.Runner.Pictures;
using MnistNotebooks.Runner.Progress;
using MnistNotebooks.Runner.Runs;
using Spectre.Console;

namespace MnistNotebooks.Runner.Commands;

/// <summary>Runs the selected notebooks, a few at a time, and writes what came out; a failing one does not stop the others.</summary>
/// <param name="selection">What to run.</param>
/// <param name="settings">How to run it.</param>
/// <param name="pages">Writes the pages.</param>
/// <param name="painter">Adds pictures to the notebooks; the pages, which draw their figures, need none.</param>
internal sealed class NotebookBatch(NotebookSelection selection, RunSettings settings, PageWriter pages, FigurePainter? painter)
{
    // The numbers in the report depend on the order of the notebooks only, not on which of them ends first.
    private readonly NotebookRun?[] _runs = new NotebookRun?[selection.Notebooks.Count];

    public async Task<int> RunAsync(TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        bool isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi;
        NotebookFile[] notebooks = [.. selection.Notebooks.Select(one => one.Notebook)];
        if (isTerminal)
            await LiveProgress.ShowAsync(AnsiConsole.Console, notebooks, progress => RunAllAsync(progress, cancellation)).ConfigureAwait(false);
        else
            await RunAllAsync(new PlainProgress(output), cancellation).ConfigureAwait(false);
        NotebookRun[] runs = [.. _runs.Select(run => run!)];
        string index = pages.WriteIndex([.. runs.Select(run => run.Notebook)]);
        return RunReport.Write(runs, index, clock.Elapsed, output, error);
    }

    // One kernel's process a core, each taking the next notebook when it has done one.
    private Task RunAllAsync(IRunProgress progress, CancellationToken cancellation)
    {
        int next = -1;
        return Task.WhenAll(Enumerable.Range(0, Math.Min(Environment.ProcessorCount, _runs.Length)).Select(async _ =>
        {
            await using var runner = new NotebookRunner(settings);
            for (int i; (i = Interlocked.Increment(ref next)) < _runs.Length;)
                _runs[i] = await RunOneAsync(runner, i, progress, cancellation).ConfigureAwait(false);
        }));
    }

    private async Task<NotebookRun> RunOneAsync(NotebookRunner runner, int i, IRunProgress progress, CancellationToken cancellation)
    {
        SelectedNotebook one = selection.Notebooks[i];
        progress.Started(one.Notebook);
        NotebookRun run = await runner.RunAsync(
            one.Notebook, one.Folder, number => progress.CellDone(one.Notebook, number), cancellation).ConfigureAwait(false);
        NotebookFile executed = run.Notebook.WithoutScripts();
        if (painter is not null)
            executed = await FigurePictures.AddAsync(executed, painter, cancellation).ConfigureAwait(false);
        executed.Write(Path.Combine(selection.OutputFolder, one.Notebook.Name + NotebookFile.Extension));
        pages.WriteLesson(one.Path, run.Notebook, previous: NotebookAt(i - 1), next: NotebookAt(i + 1));
        progress.Ended(one.Notebook, run);
        return run;
    }

    private NotebookFile? NotebookAt(int i) => selection.Notebooks.ElementAtOrDefault(i)?.Notebook;
}
