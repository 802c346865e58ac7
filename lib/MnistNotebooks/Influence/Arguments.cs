using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Influence;

/// <summary>What every way to look into a network asks of its arguments.</summary>
internal static class Arguments
{
    public static void Check(Network network, Vector<double> inputs, Baseline baseline)
    {
        Check(network, inputs);
        ArgumentNullException.ThrowIfNull(baseline);
        foreach (Vector<double> picture in baseline.Pictures)
            Check(network, picture, nameof(baseline));
    }

    public static void Check(Network network, Vector<double> inputs, [CallerArgumentExpression(nameof(inputs))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(inputs, parameter);
        if (inputs.Count != network.Inputs)
            throw new ArgumentException($"The network takes {network.Inputs} inputs, but the picture has {inputs.Count}.", parameter);
        if (inputs.Find(value => !double.IsFinite(value), Zeros.AllowSkip) is (int input, double wrong))
            throw new ArgumentException($"Inputs are finite numbers; input {input} is {wrong}.", parameter);
    }

    public static void Check(Network network, Target target)
    {
        ArgumentNullException.ThrowIfNull(target);
        foreach ((Node node, _) in target.Terms)
            Check(network, node);
    }

    public static void Check(Network network, Node node) => Check(node, network.Layers.Count, layer => network.Layers[layer].Outputs);

    public static void Check(Node node, int layers, Func<int, int> nodes)
    {
        int layer = node.Layer.GetOffset(layers);
        if ((uint)layer >= (uint)layers)
            throw Missing($"Layer {node.Layer} was asked for; the network has {layers} layers, numbered from 0.");
        if ((uint)node.Number >= (uint)nodes(layer))
            throw Missing($"Node {node.Number} of layer {layer} was asked for; the layer has {nodes(layer)} nodes, numbered from 0.");
        if (!Enum.IsDefined(node.Value))
            throw Missing($"A node has a pre-activation and an activation; {node.Value} is neither.");

        ArgumentOutOfRangeException Missing(string message) => new(nameof(node), message);
    }

    public static void Check(Network network, Attribution attribution)
    {
        ArgumentNullException.ThrowIfNull(attribution);
        Check(network, attribution.Target);
        if (attribution.Values.Count != network.Inputs)
            throw new ArgumentException(
                $"The network takes {network.Inputs} inputs, but there are {attribution.Values.Count} shares.", nameof(attribution));
    }

    public static void Check(Network network, DigitSet digits)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(digits);
        if (network.Inputs != DigitSet.PixelCount)
            throw new ArgumentException(
                $"Digits have {DigitSet.PixelCount} pixels, but the network takes {network.Inputs} inputs.", nameof(network));
        if (digits.Count == 0)
            throw new ArgumentException("The set has no records.", nameof(digits));
    }

    public static void Check(Network network, Tiles? tiles)
    {
        if (tiles is not null && tiles.Inputs != network.Inputs)
            throw new ArgumentException($"The tiles are of {tiles.Inputs} inputs, but the network takes {network.Inputs}.", nameof(tiles));
    }
}
