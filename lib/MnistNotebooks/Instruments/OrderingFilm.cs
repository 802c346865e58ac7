using System.Text.Json.Nodes;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Instruments;

public static partial class Instruments
{
    /// <summary>
    /// A film of an ordering: the inked pixels of a digit come onto empty paper one by one. What they promise, each alone on empty paper,
    /// is compared with what an output really does; or each is paid what it adds on arrival, and the mean pay over random orderings
    /// becomes its Shapley value.
    /// </summary>
    /// <remarks>Weights are rounded to 18 bits; sums are right to three decimals.</remarks>
    /// <param name="network">784 inputs. What it learns later does not reach the film.</param>
    /// <param name="digits">A few, to choose from; the first one is shown.</param>
    /// <exception cref="ArgumentException">
    /// The digits don't fit the network, there is none, one has no ink, or the network has an activation that instruments don't know.
    /// </exception>
    public static Instrument OrderingFilm(Network network, DigitSet digits)
    {
        IEnumerable<JsonObject> inked = InkedDigits.Of(network, digits);
        SharedNetwork shared = SharedNetwork.Of(network);
        var content = new JsonObject
        {
            ["network"] = shared.Key,
            ["digits"] = new JsonArray([.. inked]),
        };
        return new("ordering-film", "The film of an ordering",
            "watch a digit's pixels come one by one, what they promise alone, and what each adds on arrival; "
                + "it works on pages and in notebooks that run.", [shared.Script], content);
    }
}
