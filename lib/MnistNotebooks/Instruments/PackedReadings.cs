using System.Globalization;
using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Instruments;

/// <summary>Digits with what a network read in them, for pages: pictures and outputs. The elements' readings.js reads them.</summary>
internal static class PackedReadings
{
    private const int Columns = 20;

    // Outputs are kept as multiples of this.
    private const double Step = 1e-4;

    /// <summary>Some records, in the order in which they are given.</summary>
    /// <param name="score">Of all the digits.</param>
    /// <param name="digits">What the network read.</param>
    /// <param name="records">Numbers of records; may be empty.</param>
    /// <exception cref="ArgumentException">The score is not of these digits, or its outputs are not between 0 and 1.</exception>
    public static JsonObject Of(Score score, DigitSet digits, IReadOnlyList<int> records)
    {
        Check(score, digits);
        return new()
        {
            ["records"] = new JsonArray([.. records.Select(record => JsonValue.Create(record))]),
            ["labels"] = string.Concat(records.Select(record => digits.Labels[record])),
            ["read"] = string.Concat(records.Select(record => score.Predicted[record])),
            ["second"] = string.Concat(records.Select(record => SecondChoice(score.Outputs.Row(record), score.Predicted[record]))),
            ["outputs"] = new JsonArray([.. records.SelectMany(record => score.Outputs.Row(record))
                .Select(output => JsonValue.Create((int)Math.Round(output / Step)))]),
            ["columns"] = Columns,
            ["picture"] = records.Count == 0 ? "" : Convert.ToBase64String(DigitSheet.Png(Columns, digits.Pick(records))),
        };
    }

    private static int SecondChoice(Vector<double> outputs, int first) =>
        Enumerable.Range(0, outputs.Count).Where(node => node != first).MaxBy(node => outputs[node]);

    private static void Check(Score score, DigitSet digits)
    {
        if (score.Predicted.Count != digits.Count)
        {
            throw new ArgumentException(
                $"The score is of {score.Predicted.Count} records, but there are {digits.Count} digits.", nameof(score));
        }
        if (score.Outputs.ColumnCount != DigitSet.Classes)
        {
            throw new ArgumentException(
                $"The score is of a network with {score.Outputs.ColumnCount} outputs; {DigitSet.Classes} were expected.", nameof(score));
        }
        int[] mistakes = [.. Enumerable.Range(0, digits.Count).Where(record => score.Predicted[record] != digits.Labels[record])];
        if (!mistakes.SequenceEqual(score.Mistakes))
        {
            throw new ArgumentException(
                $"The score has {score.Mistakes.Count} mistakes, but with the labels of these digits it would have {mistakes.Length} "
                    + "or others: it is of other digits.", nameof(score));
        }
        if (score.Outputs.Find(output => !(output is >= 0 and <= 1)) is var (record, node, value))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"Record {record} has the output {value} at node {node}; outputs from 0 to 1 were expected, as of a sigmoid or softmax."),
                nameof(score));
        }
    }
}
