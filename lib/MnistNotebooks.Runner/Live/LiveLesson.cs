using System.ComponentModel;
using System.Text.Json.Nodes;
using MnistNotebooks.Runner.Kernels;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;

namespace MnistNotebooks.Runner.Live;

/// <summary>
/// A lesson that is open in one page or several: the code that the reader has made of it, its kernel, the cells that wait to be run, and
/// what those that ran have shown. Pages send what the reader does, and look what has changed since they last looked.
/// </summary>
internal sealed class LiveLesson : IAsyncDisposable
{
    private static readonly CellError Ended =
        new("Interrupted", "the kernel was ended while the cell ran; its variables are gone", []) { EndedProcess = true };

    private readonly OutputHtml _html;
    private readonly Func<Action<CellError>, RestartingKernel> _startKernel;
    private readonly Lock _changing = new();
    private readonly CellNeeds _cellNeeds = new();
    private readonly LiveCell[] _cells;
    private readonly Queue<LiveCell> _waiting = [];
    private IReadOnlyList<IReadOnlyList<int>> _direct = [];
    private TaskCompletionSource _change = NewSource();
    private TaskCompletionSource _stop = NewSource();
    private RestartingKernel? _kernel;
    private Task _ready = Task.CompletedTask;
    private bool _isReady;
    private LiveCell? _running;
    private string? _note;
    private long _now = 1;
    private long _kernelChanged = 1;
    private int _order;
    private int _pages;

    /// <param name="notebook">The lesson.</param>
    /// <param name="html">Makes elements of outputs.</param>
    /// <param name="startKernel">Starts a kernel; the argument is told of one that ends while no cell runs.</param>
    public LiveLesson(NotebookFile notebook, OutputHtml html, Func<Action<CellError>, RestartingKernel> startKernel)
    {
        (Notebook, _html, _startKernel) = (notebook, html, startKernel);
        _cells = [.. notebook.Cells.Where(cell => cell.Kind == CellKind.Code).Select((cell, i) => new LiveCell(cell, i + 1))];
        Judge();
    }

    /// <summary>The lesson as it is on disk.</summary>
    public NotebookFile Notebook { get; }

    /// <summary>How long a cell that is stopped may go on, to end by itself.</summary>
    public required TimeSpan TimeToYield { get; init; }

    /// <summary>When a page was last open or a cell last ran.</summary>
    public DateTime LastUsed { get; private set; } = DateTime.UtcNow;

    public bool HasKernel
    {
        get
        {
            lock (_changing)
                return _kernel is not null;
        }
    }

    /// <summary>True while a cell runs or waits for one that does.</summary>
    public bool IsRunning
    {
        get
        {
            lock (_changing)
                return _running is not null;
        }
    }

    public bool HasPages
    {
        get
        {
            lock (_changing)
                return _pages > 0;
        }
    }

    public void PageOpened() => Use(() => _pages++);

    public void PageClosed() => Use(() => _pages--);

    /// <summary>Starts a kernel if there is none.</summary>
    public void Start() => Use(() =>
    {
        if (_kernel is null)
            StartKernel();
    });

    /// <summary>Ends the kernel; the next cell that is run starts another.</summary>
    /// <param name="why">What the reader is told; null when he knows.</param>
    public async Task EndAsync(string? why)
    {
        RestartingKernel? kernel;
        lock (_changing)
        {
            (kernel, _kernel, _isReady) = (_kernel, null, false);
            if (kernel is null)
                return;
            _waiting.Clear();
            _stop.TrySetResult();
            Lose(why);
        }
        await kernel.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Ends the kernel and starts another.</summary>
    public async Task RestartAsync()
    {
        await EndAsync(null).ConfigureAwait(false);
        Start();
    }

    public async ValueTask DisposeAsync() => await EndAsync(null).ConfigureAwait(false);

    public void SetCode(string id, string code) => Use(() =>
    {
        if (Find(id) is not { } cell || cell.Code == code)
            return;
        cell.Code = code;
        Judge();
    });

    /// <summary>Puts cells behind those that wait to be run.</summary>
    public void Run(IEnumerable<string> ids) => Use(() =>
    {
        foreach (LiveCell cell in ids.Select(Find).OfType<LiveCell>().Where(cell => cell != _running && !_waiting.Contains(cell)))
        {
            cell.Status = CellStatus.Waiting;
            Touch(cell);
            _waiting.Enqueue(cell);
        }
        if (_running is not null || _waiting.Count == 0)
            return;
        if (_kernel is null)
            StartKernel();
        _running = _waiting.Dequeue();
        _ = Task.Run(RunAllAsync);
    });

    /// <summary>
    /// Forgets the cells that wait, and ends the kernel's process if the one that runs doesn't end by itself in time.
    /// </summary>
    public void Stop() => Use(() =>
    {
        ForgetWaiting();
        if (_running is not null)
            _ = EndSoonAsync(_stop);
    });

    /// <summary>Waits for something that a page that last looked at that time does not know.</summary>
    public async Task ChangedAsync(long since, CancellationToken cancellation)
    {
        Task change;
        lock (_changing)
        {
            if (_now > since)
                return;
            change = _change.Task;
        }
        await change.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>The message of what a page does not know yet.</summary>
    /// <param name="since">The time of its last look, 0 for a new page; afterwards the time of this one.</param>
    /// <param name="seen">How much it has of texts that grow, by cell.</param>
    public JsonObject ChangesSince(ref long since, Dictionary<string, (int Run, int Place, int Length)> seen)
    {
        lock (_changing)
        {
            var cells = new JsonObject();
            foreach (LiveCell cell in _cells)
            {
                (int Run, int Place, int Length) text = seen.GetValueOrDefault(cell.Id);
                if (cell.ChangesSince(since, ref text) is { } state)
                    cells[cell.Id] = state;
                seen[cell.Id] = text;
            }
            var message = new JsonObject { ["type"] = "state", ["cells"] = cells };
            if (_kernelChanged > since)
                message["kernel"] = new JsonObject { ["state"] = KernelState(), ["note"] = _note };
            since = _now;
            return message;
        }
    }

    /// <summary>What may be asked of the kernel about a cell's code; null without a kernel.</summary>
    public (KernelClient Kernel, CodeContext Code)? Question(string id)
    {
        lock (_changing)
        {
            if (_kernel is not { } kernel || Find(id) is not { } cell)
                return null;
            // What has run is known to the kernel.
            IEnumerable<string> above = AllNeeds(cell).Where(need => need.RanCode is null).Select(need => need.Code);
            return (kernel.Current, CodeContext.Of(above, cell.Code));
        }
    }

    /// <summary>The lesson with the reader's code, and the outputs that belong to it.</summary>
    public NotebookFile ToNotebook()
    {
        lock (_changing)
        {
            var mine = _cells.ToDictionary(cell => cell.Id, ToNotebook);
            return (Notebook with { Cells = [.. Notebook.Cells.Select(cell => mine.GetValueOrDefault(cell.Id, cell))] }).WithoutLiveHtml();
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task EndSoonAsync(TaskCompletionSource stop)
    {
        await Task.Delay(TimeToYield).ConfigureAwait(false);
        stop.TrySetResult();
    }

    private static NotebookCell ToNotebook(LiveCell cell)
    {
        string source = cell.Code == cell.Original ? cell.Stored.Source : cell.Code;
        if (cell.Outputs is { } outputs && cell.RanCode == cell.Code && cell.Status is CellStatus.Done or CellStatus.Failed)
            return cell.Stored with { Source = source, ExecutionCount = cell.Number, Outputs = outputs.ToList() };
        return cell.Code == cell.Original ? cell.Stored : cell.Stored with { Source = source, ExecutionCount = null, Outputs = [] };
    }

    private LiveCell? Find(string id) => _cells.FirstOrDefault(cell => cell.Id == id);

    private string KernelState() => _kernel is null ? "ended" : _running is not null ? "busy" : _isReady ? "ready" : "starting";

    private void Use(Action change)
    {
        lock (_changing)
        {
            LastUsed = DateTime.UtcNow;
            change();
        }
    }

    private void StartKernel()
    {
        RestartingKernel? started = null;
        started = _kernel = _startKernel(end => KernelEnded(started, end));
        AwaitReady(started);
        TouchKernel(_note);
    }

    private void AwaitReady(RestartingKernel kernel)
    {
        _isReady = false;
        _ready = PrepareAsync(kernel, CodeContext.References(_cells.Select(cell => cell.Code)));
    }

    // The lesson's assemblies are loaded ahead: the first cell is there sooner, and code that has not run yet can be asked about.
    private async Task PrepareAsync(RestartingKernel kernel, string references)
    {
        await kernel.Current.WaitUntilReadyAsync().ConfigureAwait(false);
        if (references.Length > 0)
            await kernel.Current.ExecuteAsync(0, references, _ => { }).ConfigureAwait(false);
        lock (_changing)
        {
            if (_kernel != kernel)
                return;
            _isReady = true;
            TouchKernel(_note);
        }
    }

    private void KernelEnded(RestartingKernel? kernel, CellError end)
    {
        lock (_changing)
        {
            if (kernel is null || _kernel != kernel)
                return;
            AwaitReady(kernel);
            Lose($"{end.Name}: {end.Message}.");
        }
    }

    private async Task RunAllAsync()
    {
        while (true)
        {
            LiveCell cell;
            string code;
            RestartingKernel? kernel;
            Task stop, ready;
            lock (_changing)
            {
                (cell, code, kernel, ready) = (_running!, _running!.Code, _kernel, _ready);
                // Each cell has its own: a stop that comes late is not for the cell after it.
                stop = (_stop = NewSource()).Task;
                Begin(cell);
            }
            await Task.WhenAny(ready, stop).ConfigureAwait(false);
            CellError? error = kernel is null ? null : await ExecuteAsync(kernel, cell, code, stop).ConfigureAwait(false);
            lock (_changing)
            {
                LastUsed = DateTime.UtcNow;
                End(cell, code, kernel is null || kernel != _kernel ? Ended : error);
                if (!_waiting.TryDequeue(out _running))
                {
                    TouchKernel(_note);
                    return;
                }
            }
        }
    }

    private async Task<CellError?> ExecuteAsync(RestartingKernel kernel, LiveCell cell, string code, Task stop)
    {
        try
        {
            return await kernel.ExecuteAsync(cell.Number, code, what => Show(cell, what), stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or IOException or Win32Exception)
        {
            // No kernel could be started, or it said what can't be understood.
            return new("KernelEnded", e.Message, []);
        }
    }

    private void Begin(LiveCell cell)
    {
        cell.Status = CellStatus.Running;
        cell.Run++;
        (cell.Error, cell.Outputs, cell.RanCode, cell.IsStale) = (null, new(_html), null, false);
        Touch(cell);
        TouchKernel(null);
    }

    private void Show(LiveCell cell, CellEvent what)
    {
        lock (_changing)
        {
            // What a cell's threads print after its end belongs nowhere.
            if (cell.Status == CellStatus.Running)
                cell.Outputs!.Add(what, Tick());
        }
    }

    private void End(LiveCell cell, string code, CellError? error)
    {
        cell.Outputs!.End(Tick());
        (cell.Error, cell.Status) = (error, error is null ? CellStatus.Done : CellStatus.Failed);
        if (error is not null)
            cell.Outputs.Add(error, Tick());
        (cell.ShownCode, cell.RanCode, cell.Order) = (code, error is { EndedProcess: true } ? null : code, ++_order);
        // What ended the kernel from outside has done the rest, and what was asked for since is for the next one.
        if (error is not null && error != Ended)
            ForgetWaiting();
        if (error is { EndedProcess: true } && error != Ended)
        {
            AwaitReady(_kernel!);
            Lose($"{error.Name}: {error.Message}.");
        }
        Touch(cell);
        Judge();
    }

    private void ForgetWaiting()
    {
        foreach (LiveCell cell in _waiting)
        {
            cell.Status = cell.RanCode is null ? CellStatus.Idle : cell.Error is null ? CellStatus.Done : CellStatus.Failed;
            Touch(cell);
        }
        _waiting.Clear();
    }

    // The variables are gone, and so nothing has run.
    private void Lose(string? why)
    {
        foreach (LiveCell cell in _cells.Where(cell => cell != _running))
        {
            cell.RanCode = null;
            if (cell.Status is CellStatus.Done or CellStatus.Failed or CellStatus.Waiting)
                cell.Status = CellStatus.Idle;
            Touch(cell);
        }
        _waiting.Clear();
        TouchKernel(why);
        Judge();
    }

    // Which outputs are out of date, and which cells wait for others.
    private void Judge()
    {
        _direct = _cellNeeds.Of([.. _cells.Select(cell => cell.Code)]);
        foreach (LiveCell cell in _cells)
        {
            LiveCell[] needs = [.. AllNeeds(cell)];
            bool isStale = cell.Run == 0
                ? cell.Code != cell.Original || needs.Any(need => need.Code != need.Original)
                : cell != _running && (cell.ShownCode != cell.Code
                    || needs.Any(need => need.ShownCode != need.Code || need.IsStale || need.Order > cell.Order));
            string[] open = [.. needs.Where(need => !need.HasRunAsItIs || need.IsStale).Select(need => need.Id)];
            if (isStale == cell.IsStale && open.SequenceEqual(cell.Needs))
                continue;
            (cell.IsStale, cell.Needs) = (isStale, open);
            Touch(cell);
        }
    }

    private IEnumerable<LiveCell> AllNeeds(LiveCell cell) => CellNeeds.All(_direct, cell.Number - 1).Select(place => _cells[place]);

    private long Tick()
    {
        _now++;
        TaskCompletionSource change = _change;
        _change = NewSource();
        change.TrySetResult();
        return _now;
    }

    private void Touch(LiveCell cell) => cell.Changed = Tick();

    private void TouchKernel(string? note) => (_note, _kernelChanged) = (note, Tick());
}
