namespace MnistNotebooks.Charts;

/// <summary>A line of a chart: a name for the legend, positions, and a value for each.</summary>
public sealed record Series
{
    /// <summary>A line through points.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="x">Positions.</param>
    /// <param name="y">As many values.</param>
    /// <param name="deviations">As many spreads of the values, for error bars.</param>
    /// <exception cref="ArgumentException">There are not as many values as positions, or not as many deviations as values.</exception>
    public Series(string name, IEnumerable<double> x, IEnumerable<double> y, IEnumerable<double>? deviations = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        Name = name;
        X = x.ToArray();
        Y = y.ToArray();
        Deviations = deviations?.ToArray();
        if (X.Count != Y.Count)
            throw new ArgumentException($"There are {X.Count} positions but {Y.Count} values.", nameof(y));
        if (Deviations is not null && Deviations.Count != Y.Count)
            throw new ArgumentException($"'{name}' has {Y.Count} values but {Deviations.Count} deviations.", nameof(deviations));
    }

    /// <inheritdoc cref="Series(string, IEnumerable{double}, IEnumerable{double}, IEnumerable{double}?)"/>
    public Series(string name, IEnumerable<int> x, IEnumerable<double> y, IEnumerable<double>? deviations = null)
        : this(name, x.Select(position => (double)position), y, deviations)
    {
    }

    /// <summary>What the legend calls the line.</summary>
    public string Name { get; }

    /// <summary>Positions.</summary>
    public IReadOnlyList<double> X { get; }

    /// <summary>A value for each position.</summary>
    internal IReadOnlyList<double> Y { get; }

    /// <summary>The spread of each value, where it was given.</summary>
    internal IReadOnlyList<double>? Deviations { get; }
}
