using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Influence;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Instruments;

public static partial class Instruments
{
    // So many lines can be told apart.
    private const int MostMethods = 4, MostControls = 2;

    /// <summary>
    /// A race of explanations: each method deletes a digit's ink pixel by pixel, its largest shares in the winning output's sum first, and
    /// the curves are those of <see cref="Faithfulness"/>. Whoever reads rubs out pixels of his own, and is compared.
    /// </summary>
    /// <remarks>
    /// Shares are those over paper, <see cref="Baseline.Black"/>. Weights are rounded to 18 bits; sums are right to three decimals.
    /// </remarks>
    /// <param name="network">784 inputs. What it learns later does not reach the race.</param>
    /// <param name="digits">A few, to choose from; the first one is shown.</param>
    /// <param name="methods">
    /// With the names that are shown: up to four methods, and up to two controls, <see cref="InkShares"/> and <see cref="RandomShares"/>.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The digits don't fit the network, there is none, one has no ink, there is no method, or there are too many, or the network has an
    /// activation that instruments don't know.
    /// </exception>
    public static Instrument ExplanationRace(Network network, DigitSet digits, params (string Name, AttributionMethod Method)[] methods)
    {
        IEnumerable<JsonObject> inked = InkedDigits.Of(network, digits);
        ArgumentNullException.ThrowIfNull(methods);
        int controls = methods.Count(one => IsControl(one.Method));
        if (methods.Length == 0 || controls > MostControls || methods.Length - controls > MostMethods)
        {
            throw new ArgumentException(
                $"A race has one racer at least, and at most {MostMethods} methods and {MostControls} controls, whose lines can be told "
                    + $"apart; there are {methods.Length - controls} and {controls}.", nameof(methods));
        }
        foreach (var (name, method) in methods)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof(methods));
            ArgumentNullException.ThrowIfNull(method, nameof(methods));
        }
        SharedNetwork shared = SharedNetwork.Of(network);
        var content = new JsonObject
        {
            ["network"] = shared.Key,
            ["methods"] = new JsonArray([.. methods.Select(one => new JsonObject
            {
                ["name"] = one.Name,
                ["isControl"] = IsControl(one.Method),
            })]),
            ["digits"] = new JsonArray([.. inked.Zip(digits, (stored, digit) =>
            {
                stored["orders"] = new JsonArray([.. methods.Select(one => DeletionOrder(network, digit, one.Method))]);
                return stored;
            })]),
        };
        return new("explanation-race", "The race of explanations",
            $"watch a digit's ink deleted in the order of {string.Join(", ", methods.Select(one => one.Name))}, "
                + "and rub out pixels against them; it works on pages and in notebooks that run.", [shared.Script], content);
    }

    private static bool IsControl(AttributionMethod method) => method is InkShares or RandomShares;

    /// <summary>The inked pixels, those with the largest shares first.</summary>
    private static JsonArray DeletionOrder(Network network, Digit digit, AttributionMethod method)
    {
        Vector<double> inputs = network.InputsOf(digit);
        Attribution shares = method.Explain(network, inputs, Faithfulness.Winning(network.Forward(inputs)), Baseline.Black(network));
        return new([.. PerturbationCurve.LargestFirst(shares.Values).Where(pixel => digit.Pixels[pixel] > 0)
            .Select(pixel => JsonValue.Create(pixel))]);
    }
}
