using System.Globalization;
using System.Text;
using CsvHelper;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;

namespace MnistNotebooks.Experiments;

/// <summary>The results of a grid.</summary>
public sealed class GridResults
{
    private readonly IReadOnlyList<Axis> _axes;

    internal GridResults(IReadOnlyList<Axis> axes, IReadOnlyList<Cell> cells)
    {
        _axes = axes;
        Cells = cells;
    }

    /// <summary>All cells, in the grid's order.</summary>
    public IReadOnlyList<Cell> Cells { get; }

    /// <summary>The values of an axis.</summary>
    /// <exception cref="ArgumentException">The grid has no such axis.</exception>
    public IReadOnlyList<object> Values(string axis) => _axes[IndexOf(axis)].Values;

    /// <summary>The cells with the same value on each of the given axes, averaged over the others.</summary>
    /// <param name="by">Names of axes; all but the seed's when null.</param>
    /// <param name="result">The number that is averaged; the test accuracy when null.</param>
    /// <exception cref="ArgumentException">The grid has no such axis.</exception>
    public IReadOnlyList<Summary> Summaries(IReadOnlyList<string>? by = null, Func<Outcome, double>? result = null)
    {
        int[] axes = [.. (by ?? AllButSeed()).Select(IndexOf)];
        result ??= outcome => outcome.Accuracy;
        return [.. Cells
            .GroupBy(cell => string.Join('|', axes.Select(axis => Array.IndexOf(_axes[axis].Values, cell.Values[axis]))))
            .Select(group => new Summary([.. axes.Select(axis => group.First().Values[axis])], [.. group.Select(cell => result(cell.Outcome))]))];
    }

    /// <summary>Means as a matrix: a row for each value of one axis, a column for each of another, averaged over all other axes.</summary>
    /// <param name="rows">Name of an axis.</param>
    /// <param name="columns">Name of another axis.</param>
    /// <param name="result">The number that is averaged; the test accuracy when null.</param>
    /// <returns>NaN where every trial failed.</returns>
    /// <exception cref="ArgumentException">The grid has no such axis.</exception>
    public Matrix<double> Means(string rows, string columns, Func<Outcome, double>? result = null)
    {
        object[] rowValues = _axes[IndexOf(rows)].Values, columnValues = _axes[IndexOf(columns)].Values;
        Matrix<double> means = Matrix<double>.Build.Dense(rowValues.Length, columnValues.Length);
        foreach (Summary summary in Summaries([rows, columns], result))
            means[Array.IndexOf(rowValues, summary.Values[0]), Array.IndexOf(columnValues, summary.Values[1])] = summary.Mean;
        return means;
    }

    /// <summary>Writes a line for every cell: the axes' values, then the outcome.</summary>
    /// <param name="path">A file that was there is replaced when the new one is complete.</param>
    public void WriteCsv(string path)
    {
        using var file = new WholeFile(path);
        using (CsvWriter csv = CsvWriter.Create(file.Stream, new CsvWriterOptions { HasHeader = false, NewLine = "\n" }, leaveOpen: true))
        {
            csv.WriteRecord([.. _axes.Select(axis => axis.Name), "accuracy", "training accuracy", "validation accuracy", "last loss", "epochs", "seconds", "failure"]);
            foreach (Cell cell in Cells)
            {
                Outcome outcome = cell.Outcome;
                double?[] numbers = [outcome.Accuracy, outcome.TrainingAccuracy, outcome.ValidationAccuracy, outcome.Losses.Count == 0 ? null : outcome.Losses[^1], outcome.Losses.Count, outcome.Seconds];
                csv.WriteRecord([.. cell.Values.Select(Words.Of), .. numbers.Select(number => number is null ? "" : Words.Of(number)), outcome.Failure ?? ""]);
            }
        }
        file.Complete();
    }

    /// <summary>A table with a line for every combination, averaged over the seeds: mean accuracy, spread and mean training time.</summary>
    public string ToText()
    {
        string[] by = AllButSeed();
        IReadOnlyList<Summary> seconds = Summaries(by, outcome => outcome.Seconds);
        string[] header = [.. by, "accuracy", "±", "seconds", "runs"];
        string[][] lines = [header, .. Summaries(by).Select((summary, i) => (string[])
        [
            .. summary.Values.Select(Words.Of),
            summary.Count == 0 ? "failed" : summary.Mean.ToString("F4", CultureInfo.InvariantCulture),
            summary.Count < 2 ? "" : summary.Deviation.ToString("F4", CultureInfo.InvariantCulture),
            seconds[i].Count == 0 ? "" : seconds[i].Mean.ToString("F1", CultureInfo.InvariantCulture),
            summary.Failed == 0 ? $"{summary.Count}" : $"{summary.Count} + {summary.Failed} failed",
        ])];
        int[] widths = [.. header.Select((_, column) => lines.Max(line => line[column].Length))];
        var text = new StringBuilder();
        foreach (string[] line in lines)
            text.AppendLine(string.Join("  ", line.Select((field, column) => field.PadLeft(widths[column]))).TrimEnd());
        return text.ToString();
    }

    /// <inheritdoc cref="ToText"/>
    public override string ToString() => ToText();

    private string[] AllButSeed() => [.. _axes.Select(axis => axis.Name).Where(name => name != Grid.SeedAxis)];

    private int IndexOf(string axis)
    {
        int index = _axes.Select(candidate => candidate.Name).ToList().IndexOf(axis);
        return index >= 0 ? index
            : throw new ArgumentException($"The grid does not vary '{axis}', but {string.Join(", ", _axes.Select(candidate => $"'{candidate.Name}'"))}.", nameof(axis));
    }
}
