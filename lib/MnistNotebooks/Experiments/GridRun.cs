using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace MnistNotebooks.Experiments;

/// <summary>Fills a grid's cells: from the cache, then by trying.</summary>
internal sealed class GridRun
{
    private readonly Grid _grid;
    private readonly Bench _bench;
    private readonly IProgress<GridProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly (IReadOnlyList<object> Values, Trial Trial)[] _trials;
    private readonly GridCache? _cache;
    private readonly Cell?[] _cells;
    private readonly Lock _turn = new();
    private int _finished;

    public GridRun(Grid grid, Bench bench, string? cache, IProgress<GridProgress>? progress, CancellationToken cancellation)
    {
        _grid = grid;
        _bench = bench;
        _progress = progress;
        _cancellation = cancellation;
        _trials = [.. grid.Trials()];
        foreach ((IReadOnlyList<object> values, Trial trial) in _trials)
        {
            if (trial.Fault() is string fault)
            {
                string cell = values.Count == 0 ? "The trial" : $"The cell {string.Join(", ", grid.AxisNames.Zip(values, (name, value) => $"{name} {Words.Of(value)}"))}";
                throw new ArgumentException($"{cell} can't be tried: {fault}");
            }
        }
        _cache = cache is null ? null : GridCache.Open(cache);
        _cells = new Cell?[_trials.Length];
    }

    public GridResults Run()
    {
        var open = new List<int>();
        for (int i = 0; i < _trials.Length; i++)
        {
            if (_cache?.Find(Key(i)) is Outcome known)
                Finish(i, known, fromCache: true);
            else
                open.Add(i);
        }
        // The costliest first: a long trial that begins last would keep one core busy and the others waiting.
        var order = Partitioner.Create(open.OrderByDescending(i => _trials[i].Trial.Cost()).ToList(), loadBalance: true);
        try
        {
            Parallel.ForEach(order, new ParallelOptions { CancellationToken = _cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, Try);
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }
        return new(_grid.Axes, [.. _cells.Select(cell => cell!)]);
    }

    private void Try(int cell)
    {
        Outcome outcome = _bench.Try(_trials[cell].Trial, _cancellation);
        lock (_turn)
        {
            _cache?.Add(Key(cell), outcome);
            Finish(cell, outcome, fromCache: false);
        }
    }

    private void Finish(int cell, Outcome outcome, bool fromCache)
    {
        _cells[cell] = new(_trials[cell].Values, _trials[cell].Trial, outcome);
        _finished++;
        _progress?.Report(new(_finished, _trials.Length, _cells[cell]!, fromCache));
    }

    private string Key(int cell) => TrialKey.Of(_trials[cell].Trial, _bench.Fingerprint);
}
