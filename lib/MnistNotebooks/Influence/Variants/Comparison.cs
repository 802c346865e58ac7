using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks.Bulk;

namespace MnistNotebooks.Influence.Variants;

/// <summary>A picture, the baseline it is compared with, and what the network makes of both.</summary>
internal sealed class Comparison
{
    public Comparison(PackedNetwork network, Vector<double> inputs, Vector<double> baseline)
    {
        Network = network;
        Inputs = inputs;
        Baseline = baseline;
        Ends = network.Rows(2);
        network.Pixels.Forward(baseline, Ends.AsSpan(0, network.FirstLength));
        network.Pixels.Forward(inputs, Ends.AsSpan(network.RowLength, network.FirstLength));
        network.Forward(Ends);
    }

    public PackedNetwork Network { get; }

    public Vector<double> Inputs { get; }

    public Vector<double> Baseline { get; }

    /// <summary>All values on the baseline in row 0, and on the picture in row 1.</summary>
    public double[] Ends { get; }

    /// <summary>The first layer's pre-activations on the baseline, padded as in a row.</summary>
    public ReadOnlySpan<double> From => Ends.AsSpan(0, Network.FirstLength);

    /// <summary>The first layer's pre-activations on the picture, padded as in a row.</summary>
    public ReadOnlySpan<double> To => Ends.AsSpan(Network.RowLength, Network.FirstLength);

    /// <summary>The values of a layer's nodes on the baseline.</summary>
    public ReadOnlySpan<double> OnBaseline(int layer, NodeValue value) => Nodes(0, layer, value);

    /// <summary>The values of a layer's nodes on the picture.</summary>
    public ReadOnlySpan<double> OnPicture(int layer, NodeValue value) => Nodes(Network.RowLength, layer, value);

    /// <summary>What is read out on the baseline.</summary>
    public Vector<double> BaselineValues(Readout readout) => Read(readout, 0);

    /// <summary>What is read out on the picture.</summary>
    public Vector<double> Values(Readout readout) => Read(readout, Network.RowLength);

    private ReadOnlySpan<double> Nodes(int row, int layer, NodeValue value) =>
        Ends.AsSpan(row + Network.Offset(layer, value), Network.Network.Layers[layer].Outputs);

    private Vector<double> Read(Readout readout, int row)
    {
        double[] values = new double[readout.Targets.Count];
        readout.Read(Ends.AsSpan(row, Network.RowLength), values);
        return Vector<double>.Build.Dense(values);
    }
}
