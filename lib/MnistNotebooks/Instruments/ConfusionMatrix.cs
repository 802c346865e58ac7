using System.Text.Json.Nodes;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Instruments;

public static partial class Instruments
{
    // Of one cell, so that a page stays small however bad a network is.
    private const int MostMistakes = 60, MostRight = 12;

    /// <summary>
    /// A confusion matrix whose cells can be opened: whoever reads sees the digits that a cell counts, with their outputs, and the recall
    /// and precision of each digit.
    /// </summary>
    /// <remarks>
    /// A cell of mistakes shows the 60 surest, a cell of right answers the 12 least sure, by the output of the answer. Outputs are rounded
    /// to four decimals.
    /// </remarks>
    /// <param name="score">How a network with ten outputs from 0 to 1 did on the digits.</param>
    /// <param name="digits">The digits that it read.</param>
    /// <param name="title">Stands above it.</param>
    /// <exception cref="ArgumentException">The score is not of these digits, or its outputs are not between 0 and 1.</exception>
    public static Instrument ConfusionMatrix(Score score, DigitSet digits, string title = "The digits behind the counts")
    {
        ArgumentNullException.ThrowIfNull(score);
        ArgumentNullException.ThrowIfNull(digits);
        double Sureness(int record) => score.Outputs[record, score.Predicted[record]];
        var cells = Enumerable.Range(0, score.Predicted.Count).GroupBy(record => (Label(record), score.Predicted[record]));
        IEnumerable<int> shown = cells.SelectMany(cell => cell.Key.Item1 == cell.Key.Item2
            ? cell.OrderBy(Sureness).ThenBy(record => record).Take(MostRight)
            : cell.OrderByDescending(Sureness).ThenBy(record => record).Take(MostMistakes));
        var content = new JsonObject
        {
            ["digits"] = PackedReadings.Of(score, digits, [.. shown]),
            ["counts"] = new JsonArray([.. score.Confusion.EnumerateRows()
                .Select(row => new JsonArray([.. row.Select(count => JsonValue.Create((int)count))]))]),
        };
        return new("confusion-matrix", title,
            "open a cell and see the digits that it counts, with the outputs of the network; it works on pages and in notebooks that run.",
            [], content);

        // What is too many digits is refused later.
        int Label(int record) => record < digits.Count ? digits.Labels[record] : -1;
    }
}
