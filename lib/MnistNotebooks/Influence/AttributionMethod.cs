using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Influence.Variants;
using MnistNotebooks.Networks;
using MnistNotebooks.Networks.Bulk;

namespace MnistNotebooks.Influence;

/// <summary>
/// A way to share out a target's change among the inputs. Its settings are properties, so that every method is called alike:
/// <c>new IntegratedGradients().Explain(network, inputs, Node.PreActivation(^1, 2), Baseline.Black())</c>.
/// </summary>
public abstract record AttributionMethod
{
    private protected AttributionMethod()
    {
    }

    /// <summary>Name as a reader knows it, such as "integrated gradients".</summary>
    public abstract string Name { get; }

    /// <summary>The share of every input in one target.</summary>
    /// <param name="network">Is not changed.</param>
    /// <param name="inputs">The picture, as network inputs.</param>
    /// <param name="target">A node, or a sum or difference of nodes.</param>
    /// <param name="baseline">What the picture is compared with; over several pictures the shares are averaged.</param>
    /// <exception cref="ArgumentException">Picture or baseline don't fit the network or hold a number that is not finite, or there is no
    /// such node.</exception>
    public Attribution Explain(Network network, Vector<double> inputs, Target target, Baseline baseline)
    {
        Arguments.Check(network, inputs, baseline);
        Arguments.Check(network, target);
        var packed = new PackedNetwork(network);
        (Estimate estimate, Vector<double> from, Vector<double> to) = Average(packed, inputs, new TargetReadout(packed, target), baseline);
        return new(target, estimate.Shares.Row(0), from[0], to[0], estimate.StandardErrors?.Row(0));
    }

    /// <summary>The share of every input in every node of every layer, before and after its activation.</summary>
    /// <param name="network">Is not changed.</param>
    /// <param name="inputs">The picture, as network inputs.</param>
    /// <param name="baseline">What the picture is compared with; over several pictures the shares are averaged.</param>
    /// <exception cref="ArgumentException">Picture or baseline don't fit the network or hold a number that is not finite.</exception>
    public NodeMaps Maps(Network network, Vector<double> inputs, Baseline baseline)
    {
        Arguments.Check(network, inputs, baseline);
        var packed = new PackedNetwork(network);
        (Estimate estimate, Vector<double> from, Vector<double> to) = Average(packed, inputs, new NodeReadout(packed), baseline);
        return new(network, estimate, from, to);
    }

    /// <summary>The shares in all that is read out, for one baseline picture.</summary>
    /// <param name="comparison">The picture and its baseline.</param>
    /// <param name="readout">What is explained.</param>
    /// <param name="picture">The number of the baseline picture, so that random draws differ from one to the next.</param>
    private protected abstract Estimate EstimateFor(Comparison comparison, Readout readout, int picture);

    private (Estimate Mean, Vector<double> From, Vector<double> To) Average(
        PackedNetwork network, Vector<double> inputs, Readout readout, Baseline baseline)
    {
        Comparison[] comparisons = [.. baseline.Pictures.Select(picture => new Comparison(network, inputs, picture))];
        return (Estimate.Mean([.. comparisons.Select((comparison, picture) => EstimateFor(comparison, readout, picture))]),
            comparisons.Select(each => each.BaselineValues(readout)).Aggregate((sum, values) => sum + values) / comparisons.Length,
            comparisons[0].Values(readout));
    }
}
