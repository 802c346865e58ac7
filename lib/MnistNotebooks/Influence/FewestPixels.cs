using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Influence.Variants;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Influence;

/// <summary>
/// Looks for a smallest set of pixels whose removal changes the network's decision. Always the pixel that helps most is removed next;
/// afterwards pixels that turn out not to be needed are put back, and two are exchanged for one where that will do. Each pixel of the
/// set is needed and no other can stand in for two of them; a smaller set that differs in more may exist.
/// </summary>
public static class FewestPixels
{
    /// <summary>The pixels to remove until another class wins.</summary>
    /// <param name="network">The network; its outputs are the classes.</param>
    /// <param name="inputs">The picture, as network inputs.</param>
    /// <param name="baseline">What a removed pixel becomes: one picture, such as <see cref="Baseline.Black"/>.</param>
    /// <param name="wanted">The class that should win; any other than now when null.</param>
    /// <returns>Null when the wanted class does not win even after all pixels are removed one by one. No pixels when it wins
    /// already.</returns>
    /// <exception cref="ArgumentException">Picture or baseline don't fit the network, there are several baselines, or no such
    /// class.</exception>
    public static PixelRemoval? ToChange(Network network, Vector<double> inputs, Baseline baseline, int? wanted = null)
    {
        Arguments.Check(network, inputs, baseline);
        if (baseline.Pictures is not [Vector<double> empty])
            throw new ArgumentException(
                $"A removed pixel becomes that of one baseline picture, but there are {baseline.Pictures.Count}.", nameof(baseline));
        if (wanted is int label && (uint)label >= (uint)network.Outputs)
            throw new ArgumentOutOfRangeException(nameof(wanted), wanted, $"The network's classes are 0 to {network.Outputs - 1}.");
        int before = network.Forward(inputs).Predicted;
        if (new GreedyRemoval(new(new(network), inputs, empty), before, wanted).Find() is not int[] removed)
            return null;
        Vector<double> without = inputs.Clone();
        foreach (int input in removed)
            without[input] = empty[input];
        return new(removed, without, before, network.Forward(without).Predicted);
    }
}
