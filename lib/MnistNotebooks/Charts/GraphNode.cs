namespace MnistNotebooks.Charts;

/// <summary>A number in a computation, for <see cref="Chart.Graph"/>.</summary>
public sealed record GraphNode
{
    /// <summary>A number that is given, or computed from others.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="value">What it is.</param>
    /// <param name="slope">How fast the result of the whole computation changes with it.</param>
    /// <param name="operation">How it was computed, such as "+"; empty for a number that is given.</param>
    /// <param name="from">Names of the nodes it was computed from; none for a number that is given.</param>
    public GraphNode(string name, double value, double slope, string operation = "", params string[] from)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(from);
        Name = name;
        Value = value;
        Slope = slope;
        Operation = operation;
        From = from;
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>What it is.</summary>
    public double Value { get; }

    /// <summary>How fast the result of the whole computation changes with it.</summary>
    public double Slope { get; }

    /// <summary>How it was computed, such as "+"; empty for a number that is given.</summary>
    public string Operation { get; }

    /// <summary>Names of the nodes it was computed from.</summary>
    public IReadOnlyList<string> From { get; }
}
