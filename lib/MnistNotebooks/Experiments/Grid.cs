using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Experiments;

/// <summary>
/// An experiment: every combination of some settings, tried on the same data. A grid is built setting by setting, each call giving a new one.
/// </summary>
public sealed class Grid
{
    /// <summary>The axis of <see cref="Seeds"/>, over which results are averaged.</summary>
    public const string SeedAxis = "seed";

    private readonly Trial _start;

    /// <summary>A grid of one cell, to be extended.</summary>
    /// <param name="network">The network that is varied; the tutorial's when null.</param>
    /// <param name="training">The training that is varied; the tutorial's when null.</param>
    public Grid(NetworkDescription? network = null, TrainingOptions? training = null)
        : this(new(network ?? new(), training ?? new()), [])
    {
    }

    private Grid(Trial start, IReadOnlyList<Axis> axes)
    {
        _start = start;
        Axes = axes;
    }

    /// <summary>Names of the settings that are varied, in the order in which they were added; the last one varies fastest.</summary>
    public IReadOnlyList<string> AxisNames => [.. Axes.Select(axis => axis.Name)];

    /// <summary>Number of cells.</summary>
    public int Count => Axes.Aggregate(1, (cells, axis) => cells * axis.Values.Length);

    internal IReadOnlyList<Axis> Axes { get; }

    /// <summary>Varies the nodes of a single hidden layer.</summary>
    /// <exception cref="ArgumentException">There are no values or one of them twice, or hidden nodes are varied already.</exception>
    public Grid HiddenNodes(params IReadOnlyList<int> nodes) =>
        Vary("hidden nodes", nodes, (trial, hidden) => trial with { Network = trial.Network with { Hidden = [hidden] } });

    /// <summary>Varies the learning rate.</summary>
    /// <exception cref="ArgumentException">There are no values or one of them twice, or learning rates are varied already.</exception>
    public Grid LearningRates(params IReadOnlyList<double> rates) =>
        Vary("learning rate", rates, (trial, rate) => trial with { Training = trial.Training with { LearningRate = rate } });

    /// <summary>Repeats every cell with other start weights and orders of the records, to see what is chance.</summary>
    /// <exception cref="ArgumentException">There are no values or one of them twice, or seeds are varied already.</exception>
    public Grid Seeds(params IReadOnlyList<int> seeds) =>
        Vary(SeedAxis, seeds, (trial, seed) => new(trial.Network with { Seed = seed }, trial.Training with { Seed = seed }));

    /// <summary>Varies any setting.</summary>
    /// <param name="name">What the setting is called in tables and files.</param>
    /// <param name="values">At least one, none of them twice.</param>
    /// <param name="set">The trial with that value in it.</param>
    /// <exception cref="ArgumentException">There are no values or one of them twice, or there is an axis of that name already.</exception>
    public Grid Vary<T>(string name, IReadOnlyList<T> values, Func<Trial, T, Trial> set)
        where T : notnull
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(set);
        if (values.Count == 0)
            throw new ArgumentException($"The grid has no cells: '{name}' has no values.", nameof(values));
        if (Axes.Any(axis => axis.Name == name))
            throw new ArgumentException($"The grid varies '{name}' already.", nameof(name));
        if (values.GroupBy(value => value).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"'{name}' has the value {Words.Of(twice.Key)} more than once.", nameof(values));
        return new(_start, [.. Axes, new(name, [.. values.Cast<object>()], (trial, value) => set(trial, (T)value))]);
    }

    /// <summary>
    /// Tries every cell, the costliest first, as many at a time as there are cores. The results don't depend on that.
    /// </summary>
    /// <param name="train">The records to learn.</param>
    /// <param name="test">The records that count.</param>
    /// <param name="cache">
    /// A file that keeps finished cells, so that a run that was stopped, or a grid that has grown, continues where it was; it is made when it isn't there.
    /// A cell is known by its settings, the data and the version of the arithmetic; an activation or loss of the reader's own, by its name only.
    /// None when null.
    /// </param>
    /// <param name="progress">Told of every cell when it is finished, by one thread at a time.</param>
    /// <param name="cancellation">Stops all trials; what is finished stays in the cache.</param>
    /// <exception cref="ArgumentException">A cell has a setting that is out of its range, or does not fit the data.</exception>
    /// <exception cref="InvalidDataException">The cache is damaged, a folder, or of another version.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public GridResults Run(DigitSet train, DigitSet test, string? cache = null, IProgress<GridProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        return new GridRun(this, new DigitBench(train, test), cache, progress, cancellation).Run();
    }

    /// <inheritdoc cref="Run(DigitSet, DigitSet, string?, IProgress{GridProgress}?, CancellationToken)"/>
    public GridResults Run(LabeledSet train, LabeledSet test, string? cache = null, IProgress<GridProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        return new GridRun(this, new RowBench(train, test), cache, progress, cancellation).Run();
    }

    /// <summary>The values of every cell and what is tried there.</summary>
    internal IEnumerable<(IReadOnlyList<object> Values, Trial Trial)> Trials()
    {
        IEnumerable<(IReadOnlyList<object> Values, Trial Trial)> trials = [([], _start)];
        foreach (Axis axis in Axes)
            trials = trials.SelectMany(_ => axis.Values, (cell, value) => ((IReadOnlyList<object>)[.. cell.Values, value], axis.Set(cell.Trial, value)));
        return trials;
    }
}
