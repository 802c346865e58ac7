using System.Collections.Concurrent;
using MnistNotebooks.Runner.Kernels;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;

namespace MnistNotebooks.Runner.Live;

/// <summary>
/// The lessons of a folder and those that are open. Each open one has a kernel of its own; there are only so many, and the one that
/// has been idle longest goes first.
/// </summary>
internal sealed class LiveLessons : IAsyncDisposable
{
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly Dictionary<string, LiveLesson> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (DateTime Written, NotebookFile Notebook)> _read = new(StringComparer.Ordinal);
    private readonly Lock _opening = new();
    private readonly SemaphoreSlim _starting = new(1);
    private readonly Timer _sweep;

    /// <param name="folder">Of the notebooks, as a full path.</param>
    /// <param name="environment">Variables for the kernels.</param>
    /// <param name="timeToKeep">How long a kernel is kept when no page of its lesson is open.</param>
    public LiveLessons(string folder, IReadOnlyDictionary<string, string> environment, TimeSpan timeToKeep)
    {
        (Folder, TimeToKeep) = (folder, timeToKeep);
        // Pages show figures by their JSON, and no more of a text than a notebook stores.
        _environment = new Dictionary<string, string>(environment) { [ValueForms.StoredVariable] = "1" };
        _sweep = new(_ => EndUnused(), null, timeToKeep / 4, timeToKeep / 4);
    }

    public string Folder { get; }

    /// <summary>How long a cell that is stopped may go on before its kernel is ended.</summary>
    public TimeSpan TimeToYield { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many lessons may have a kernel at once.</summary>
    public int MostKernels { get; init; } = 4;

    public LiveFrames Frames { get; } = new();

    private TimeSpan TimeToKeep { get; }

    /// <summary>Names of the notebooks, in reading order.</summary>
    public IReadOnlyList<string> Names() =>
        [.. Directory.GetFiles(Folder, "*" + NotebookFile.Extension).Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal)];

    /// <summary>The notebook as it is on disk.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="FileNotFoundException">There is no such notebook.</exception>
    /// <exception cref="InvalidDataException">It is not a C# notebook.</exception>
    public NotebookFile Read(string name)
    {
        DateTime written = File.GetLastWriteTimeUtc(PathOf(name));
        if (_read.TryGetValue(name, out var known) && known.Written == written)
            return known.Notebook;
        var notebook = NotebookFile.Read(PathOf(name));
        _read[name] = (written, notebook);
        return notebook;
    }

    /// <summary>Begins to read all notebooks, in the time that something else takes.</summary>
    public void ReadAhead() => _ = Task.Run(() => Parallel.ForEach(Names(), name =>
    {
        try
        {
            Read(name);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // The pages say so.
        }
    }));

    public string PathOf(string name) => Path.Combine(Folder, name + NotebookFile.Extension);

    /// <summary>The lesson as it is open already, or opened now.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public LiveLesson Open(string name)
    {
        lock (_opening)
            return _open.TryGetValue(name, out LiveLesson? open) ? open : _open[name] = New(Read(name));
    }

    /// <summary>The lesson for a page that is about to be shown, which shows the notebook as it is on disk.</summary>
    public async Task<LiveLesson> OpenAsync(NotebookFile notebook)
    {
        LiveLesson? old;
        LiveLesson lesson;
        lock (_opening)
        {
            if (_open.TryGetValue(notebook.Name, out old) && SameCode(old.Notebook, notebook))
                return old;
            _open[notebook.Name] = lesson = New(notebook);
        }
        if (old is not null)
            await old.EndAsync("The notebook has changed on disk; load the page again.").ConfigureAwait(false);
        return lesson;
    }

    /// <summary>Sees to it that a lesson has a kernel, by ending the one that has been idle longest if there are too many.</summary>
    /// <returns>False when all of the others are running cells.</returns>
    public async Task<bool> StartAsync(LiveLesson lesson)
    {
        await _starting.WaitAsync().ConfigureAwait(false);
        try
        {
            LiveLesson[] others = [.. All().Where(one => one != lesson && one.HasKernel)];
            if (!lesson.HasKernel && others.Length >= MostKernels)
            {
                if (others.Where(one => !one.IsRunning).MinBy(one => one.LastUsed) is not { } idle)
                    return false;
                await idle.EndAsync($"More than {MostKernels} lessons are open, so the kernel of this one was ended; its variables are "
                    + "gone. The next cell that you run starts a new one.").ConfigureAwait(false);
            }
            // Before the next lesson asks: there are never more.
            lesson.Start();
            return true;
        }
        finally
        {
            _starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _sweep.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(All().Select(lesson => lesson.DisposeAsync().AsTask())).ConfigureAwait(false);
        _starting.Dispose();
    }

    private static bool SameCode(NotebookFile one, NotebookFile other) =>
        one.Cells.Select(cell => (cell.Id, cell.Kind, cell.Source))
            .SequenceEqual(other.Cells.Select(cell => (cell.Id, cell.Kind, cell.Source)));

    private LiveLesson New(NotebookFile notebook) => new(
        notebook,
        new OutputHtml(new LessonMarkdown(new PageLinks(Folder, Folder)), Frames.Add),
        ended => new RestartingKernel(Folder, _environment, ended))
    {
        TimeToYield = TimeToYield,
    };

    private LiveLesson[] All()
    {
        lock (_opening)
            return [.. _open.Values];
    }

    private void EndUnused()
    {
        foreach (LiveLesson lesson in All().Where(one =>
            one.HasKernel && !one.HasPages && !one.IsRunning && DateTime.UtcNow - one.LastUsed > TimeToKeep))
            _ = lesson.EndAsync("The page was closed for a while, so its kernel was ended; its variables are gone.");
    }
}
