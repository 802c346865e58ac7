using System.Text.Json.Nodes;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Instruments;

public static partial class Instruments
{
    // More than anybody reads at a sitting.
    private const int MostQuestions = 100;

    /// <summary>
    /// A quiz of the digits that a network misread, in the order of their records: whoever reads says what each is, and then sees its
    /// label, what the network read, its second choice and its outputs.
    /// </summary>
    /// <remarks>At most the first 100 mistakes. Outputs are rounded to four decimals.</remarks>
    /// <param name="score">How a network with ten outputs from 0 to 1 did on the digits; without mistakes there is no question.</param>
    /// <param name="digits">The digits that it read.</param>
    /// <param name="title">Stands above it.</param>
    /// <exception cref="ArgumentException">The score is not of these digits, or its outputs are not between 0 and 1.</exception>
    public static Instrument MistakesQuiz(Score score, DigitSet digits, string title = "You and the network")
    {
        ArgumentNullException.ThrowIfNull(score);
        ArgumentNullException.ThrowIfNull(digits);
        var content = new JsonObject
        {
            ["digits"] = PackedReadings.Of(score, digits, [.. score.Mistakes.Take(MostQuestions)]),
            ["mistakes"] = score.Mistakes.Count,
            ["of"] = score.Predicted.Count,
        };
        return new("mistakes-quiz", title,
            "read the digits that the network misread, and compare; it works on pages and in notebooks that run.", [], content);
    }
}
