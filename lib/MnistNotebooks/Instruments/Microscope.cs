using System.Text.Json.Nodes;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Instruments;

public static partial class Instruments
{
    /// <summary>
    /// A microscope: whoever reads draws a digit, or takes one of the test set, and points at a node: four methods show what each pixel
    /// has to do with it. Pixels can be rubbed out and hidden nodes silenced. What is drawn is cropped, fitted and centred as
    /// <see cref="OwnPicture"/> does it.
    /// </summary>
    /// <param name="data">The first 1,000 test digits can be looked at.</param>
    /// <param name="title">Stands above it.</param>
    /// <param name="networks">
    /// 784 inputs, one hidden layer or two, sigmoids or a softmax at the end, with names that the reader chooses by. Weights are rounded
    /// to 18 bits. What they learn later does not reach the microscope.
    /// </param>
    /// <exception cref="ArgumentException">There is no network, or one is of another form.</exception>
    public static Instrument Microscope(MnistData data, string title, params (string Name, Network Network)[] networks)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(networks);
        if (networks.Length == 0)
            throw new ArgumentException("A microscope needs a network to look into.", nameof(networks));
        foreach (var (name, network) in networks)
            Require(name, network);
        SharedNetwork[] shared = [.. networks.Select(one => SharedNetwork.Of(one.Network))];
        var content = new JsonObject
        {
            ["networks"] = new JsonArray([.. networks.Zip(shared, (one, its) => new JsonObject
            {
                ["name"] = one.Name,
                ["network"] = its.Key,
            })]),
        };
        return new("microscope", title,
            $"draw a digit, and see node by node and pixel by pixel how it is read by "
                + $"{string.Join(" or by ", networks.Select(one => one.Name))}; it works on pages and in notebooks that run.",
            [DigitsImage.ScriptOf(data), .. shared.Select(one => one.Script).Distinct()], content);
    }

    private static void Require(string name, Network network)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(network);
        if (network.Inputs != DigitSet.PixelCount)
        {
            throw new ArgumentException(
                $"A digit has {DigitSet.PixelCount} pixels, but {name} takes {network.Inputs} inputs.", nameof(network));
        }
        if (network.Layers.Count is not (2 or 3))
        {
            throw new ArgumentException(
                $"A microscope looks into networks with one hidden layer or two, but {name} has {network.Layers.Count - 1}.",
                nameof(network));
        }
        Activation last = network.Layers[^1].Activation;
        if (last != Activation.Sigmoid && last != Activation.Softmax)
        {
            throw new ArgumentException(
                $"A microscope shows outputs from 0 to 1, but the last activation of {name} is {last}.", nameof(network));
        }
    }
}
