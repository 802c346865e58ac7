using System.Text.Json.Nodes;
using MnistNotebooks.Data;

namespace MnistNotebooks.Instruments;

public static partial class Instruments
{
    /// <summary>
    /// The glass network: whoever reads draws a digit, or takes one of the test set, and looks into every node and every weight of the
    /// tutorial's network while it reads the digit, at twelve moments of its training.
    /// </summary>
    /// <remarks>
    /// The library trains the network the first time: 784-200-10, seed 1, five epochs. Weights are rounded to one byte each, which is
    /// 0.2 MB for each moment.
    /// </remarks>
    /// <param name="data">The digits to learn from; the first 1,000 test digits can be stepped through.</param>
    /// <param name="title">Stands above it.</param>
    public static Instrument GlassNetwork(MnistData data, string title = "The glass network")
    {
        ArgumentNullException.ThrowIfNull(data);
        var content = new JsonObject
        {
            ["training"] = GlassNetworkContent.DescriptionOf(data),
            ["rate"] = GlassNetworkContent.Options.LearningRate,
        };
        return new("glass-network", title,
            "draw a digit and look into every node and every weight of the network that reads it; "
                + "it works on pages and in notebooks that run.",
            [DigitsImage.ScriptOf(data), GlassNetworkContent.ScriptOf(data)], content);
    }
}
