using MathNet.Numerics.Statistics;

namespace MnistNotebooks.Experiments;

/// <summary>Mean and spread of cells that differ in what they were averaged over, mostly the seed.</summary>
public sealed record Summary
{
    internal Summary(IReadOnlyList<object> values, IReadOnlyList<double> results)
    {
        double[] numbers = [.. results.Where(result => !double.IsNaN(result))];
        Values = values;
        Count = numbers.Length;
        Failed = results.Count - numbers.Length;
        Mean = numbers.Mean();
        Deviation = numbers.StandardDeviation();
        Least = numbers.Minimum();
        Largest = numbers.Maximum();
    }

    /// <summary>A value for each of the axes that were asked for.</summary>
    public IReadOnlyList<object> Values { get; }

    /// <summary>Cells with a result.</summary>
    public int Count { get; }

    /// <summary>Cells whose training failed; they are in no other number.</summary>
    public int Failed { get; }

    /// <summary>Mean of the results; NaN when there are none.</summary>
    public double Mean { get; }

    /// <summary>Their standard deviation (n − 1); NaN for fewer than two.</summary>
    public double Deviation { get; }

    /// <summary>The least result; NaN when there are none.</summary>
    public double Least { get; }

    /// <summary>The largest result; NaN when there are none.</summary>
    public double Largest { get; }
}
