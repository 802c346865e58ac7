using System.Text.Json.Nodes;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Charts.Pad;

/// <summary>What a pad's script works with: title, pixel scale, layers and colours as JSON.</summary>
internal static class PadContent
{
    private static readonly Activation[] Activations =
        [Activation.Sigmoid, Activation.Softmax, Activation.ReLU, Activation.Tanh, Activation.Identity];

    /// <exception cref="ArgumentException">The network does not take 784 inputs, or the script doesn't know an activation.</exception>
    public static string Of(Network network, string title)
    {
        if (network.Inputs != DigitSet.PixelCount)
        {
            throw new ArgumentException(
                $"A drawing has {DigitSet.PixelCount} pixels, but the network takes {network.Inputs} inputs.", nameof(network));
        }
        if (network.Layers.FirstOrDefault(layer => !Activations.Contains(layer.Activation)) is { Activation: var unknown })
        {
            throw new ArgumentException(
                $"A pad knows the activations {string.Join(", ", Activations.AsEnumerable())}, but a layer has {unknown}.",
                nameof(network));
        }
        return new JsonObject
        {
            ["title"] = title,
            ["scale"] = new JsonObject { ["offset"] = network.Scale.Offset, ["factor"] = network.Scale.Factor },
            ["layers"] = new JsonArray([.. network.Layers.Select(Stored)]),
            ["colors"] = Named(),
        }.ToJsonString();
    }

    private static JsonObject Stored(Layer layer)
    {
        PackedWeights packed = PackedWeights.Of(layer.Weights);
        return new()
        {
            ["inputs"] = layer.Inputs,
            ["activation"] = layer.Activation.Name.ToLowerInvariant(),
            ["weights"] = packed.Text,
            ["steps"] = Singles(packed.Steps),
            ["biases"] = layer.Biases is null ? null : Singles(layer.Biases),
        };
    }

    private static JsonArray Singles(IEnumerable<double> values) => new([.. values.Select(value => JsonValue.Create((float)value))]);

    private static JsonObject Named() => new()
    {
        ["diverging"] = Texts(Colors.Diverging),
        ["sequential"] = Texts(Colors.Sequential),
        ["ink"] = Texts(Colors.Ink),
        ["text"] = Colors.Text,
        ["paper"] = Colors.Paper,
        ["line"] = Colors.Grid,
        ["empty"] = Colors.Gap,
        ["positive"] = Colors.Positive,
        ["negative"] = Colors.Negative,
        ["unsigned"] = Colors.Unsigned,
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
