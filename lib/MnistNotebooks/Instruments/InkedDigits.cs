using System.Text.Json.Nodes;
using MnistNotebooks.Data;
using MnistNotebooks.Influence;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Instruments;

/// <summary>
/// A few digits to choose from, of which the inked pixels come or go one by one. The elements' digit-buttons.js reads them.
/// </summary>
internal static class InkedDigits
{
    /// <summary>An object for each digit.</summary>
    /// <exception cref="ArgumentException">The digits don't fit the network, there is none, or one has no ink.</exception>
    public static IEnumerable<JsonObject> Of(Network network, DigitSet digits)
    {
        Arguments.Check(network, digits);
        if (digits.FirstOrDefault(digit => !digit.Pixels.AsSpan().ContainsAnyExcept((byte)0)) is { } empty)
            throw new ArgumentException($"Record {empty.Index} has no ink, so no pixel of it can come or go.", nameof(digits));
        return digits.Select(digit => new JsonObject
        {
            ["record"] = digit.Index,
            ["label"] = digit.Label,
            ["pixels"] = Convert.ToBase64String(digit.Pixels),
        });
    }
}
