using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Instruments;

/// <summary>A network as pages store it: what the engine's <c>Network.unpacked</c> takes, as JSON.</summary>
internal static class PackedNetwork
{
    private static readonly Activation[] Activations =
        [Activation.Sigmoid, Activation.Softmax, Activation.ReLU, Activation.Tanh, Activation.Identity];

    /// <param name="network">Its biases are kept in single precision.</param>
    /// <param name="pack"><see cref="PackedWeights.In18Bits"/> or with fewer bits.</param>
    /// <exception cref="ArgumentException">The engine does not know an activation.</exception>
    public static JsonObject Of(Network network, Func<Matrix<double>, PackedWeights> pack)
    {
        if (network.Layers.FirstOrDefault(layer => !Activations.Contains(layer.Activation)) is { Activation: var unknown })
        {
            throw new ArgumentException(
                $"Instruments know the activations {string.Join(", ", Activations.AsEnumerable())}, but a layer has {unknown}.",
                nameof(network));
        }
        return new()
        {
            ["scale"] = new JsonObject { ["offset"] = network.Scale.Offset, ["factor"] = network.Scale.Factor },
            ["layers"] = new JsonArray([.. network.Layers.Select(layer => Stored(layer, pack(layer.Weights)))]),
        };
    }

    private static JsonObject Stored(Layer layer, PackedWeights packed) => new()
    {
        ["inputs"] = layer.Inputs,
        ["activation"] = layer.Activation.Name.ToLowerInvariant(),
        ["bits"] = packed.Bits,
        ["weights"] = packed.Text,
        ["steps"] = Singles(packed.Steps),
        ["biases"] = layer.Biases is null ? null : Singles(layer.Biases),
    };

    private static JsonArray Singles(IEnumerable<double> values) => new([.. values.Select(value => JsonValue.Create((float)value))]);
}
