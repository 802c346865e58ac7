using System.Security.Cryptography;
using System.Text;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Instruments;

/// <summary>A network that several instruments look into: it lies beside the pages once, by a key that is made of its weights.</summary>
/// <param name="Key">The same for the same weights. The elements' shared-network.js finds the network by it.</param>
/// <param name="Script">Defines the network.</param>
internal sealed record SharedNetwork(string Key, SharedScript Script)
{
    /// <summary>Stores a network as it is now, with 18 bits a weight.</summary>
    /// <exception cref="ArgumentException">The engine does not know an activation.</exception>
    public static SharedNetwork Of(Network network)
    {
        string stored = PackedNetwork.Of(network, PackedWeights.In18Bits).ToJsonString(Instrument.PlainJson);
        string key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stored)).AsSpan(0, 6));
        return new(key, new($"mnist-network-{key}.js", $$"""
            (globalThis.mnistNetworks ??= {})['{{key}}'] = {{stored}};
            globalThis.dispatchEvent(new Event('mnist-network'));

            """));
    }
}
