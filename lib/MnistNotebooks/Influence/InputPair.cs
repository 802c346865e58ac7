using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Influence;

/// <summary>A picture, the baseline it is compared with, and what the network makes of both.</summary>
internal sealed class InputPair
{
    public InputPair(BatchedNetwork network, Vector<double> inputs, Vector<double> baseline)
    {
        Network = network;
        Inputs = inputs;
        Baseline = baseline;
        Computed = network.NewRows(2);
        network.FillFirstLayer(baseline, Computed.AsSpan(0, network.FirstLength));
        network.FillFirstLayer(inputs, Computed.AsSpan(network.RowLength, network.FirstLength));
        network.Forward(Computed);
    }

    public BatchedNetwork Network { get; }

    public Vector<double> Inputs { get; }

    public Vector<double> Baseline { get; }

    /// <summary>All values on the baseline in row 0, and on the picture in row 1.</summary>
    public double[] Computed { get; }

    /// <summary>The first layer's pre-activations on the baseline, padded as in a row.</summary>
    public ReadOnlySpan<double> From => Computed.AsSpan(0, Network.FirstLength);

    /// <summary>The first layer's pre-activations on the picture, padded as in a row.</summary>
    public ReadOnlySpan<double> To => Computed.AsSpan(Network.RowLength, Network.FirstLength);

    /// <summary>The values of a layer's nodes on the baseline.</summary>
    public ReadOnlySpan<double> OnBaseline(int layer, NodeValue value) => Nodes(0, layer, value);

    /// <summary>The values of a layer's nodes on the picture.</summary>
    public ReadOnlySpan<double> OnPicture(int layer, NodeValue value) => Nodes(Network.RowLength, layer, value);

    /// <summary>What is read out on the baseline.</summary>
    public Vector<double> BaselineValues(TargetReadout readout) => Read(readout, 0);

    /// <summary>What is read out on the picture.</summary>
    public Vector<double> Values(TargetReadout readout) => Read(readout, Network.RowLength);

    private ReadOnlySpan<double> Nodes(int row, int layer, NodeValue value) =>
        Computed.AsSpan(row + Network.Offset(layer, value), Network.Network.Layers[layer].Outputs);

    private Vector<double> Read(TargetReadout readout, int row)
    {
        double[] values = new double[readout.Targets.Count];
        readout.Read(Computed.AsSpan(row, Network.RowLength), values);
        return Vector<double>.Build.Dense(values);
    }
}

/// <summary>What is read from every computed row: some targets' values.</summary>
internal abstract class TargetReadout
{
    public abstract IReadOnlyList<Target> Targets { get; }

    /// <summary>Copies the targets' values out of a computed row.</summary>
    public abstract void Read(ReadOnlySpan<double> row, Span<double> values);
}

/// <summary>Reads any targets.</summary>
internal sealed class GivenTargets(BatchedNetwork network, params IReadOnlyList<Target> targets) : TargetReadout
{
    private readonly (int Offset, double Factor)[][] _terms =
        [.. targets.Select(target => target.Terms.Select(term => (network.Offset(term.Node), term.Factor)).ToArray())];

    public override IReadOnlyList<Target> Targets => targets;

    public override void Read(ReadOnlySpan<double> row, Span<double> values)
    {
        for (int target = 0; target < _terms.Length; target++)
        {
            values[target] = 0;
            foreach ((int offset, double factor) in _terms[target])
                values[target] += factor * row[offset];
        }
    }
}

/// <summary>Reads every node of every layer: pre-activations of layer 0, its activations, those of layer 1, and so on.</summary>
internal sealed class AllNodes(BatchedNetwork network) : TargetReadout
{
    public override IReadOnlyList<Target> Targets { get; } =
    [
        .. from layer in Enumerable.Range(0, network.Network.Layers.Count)
           from value in new[] { NodeValue.PreActivation, NodeValue.Activation }
           from number in Enumerable.Range(0, network.Network.Layers[layer].Outputs)
           select (Target)new Node(layer, number, value),
    ];

    /// <summary>Where the values of a layer's node 0 are among all that is read.</summary>
    public static int Offset(Network network, int layer, NodeValue value) =>
        2 * network.Layers.Take(layer).Sum(before => before.Outputs)
        + (value == NodeValue.PreActivation ? 0 : network.Layers[layer].Outputs);

    public override void Read(ReadOnlySpan<double> row, Span<double> values)
    {
        for (int layer = 0; layer < network.Network.Layers.Count; layer++)
        {
            int nodes = network.Network.Layers[layer].Outputs;
            row.Slice(network.Offset(layer, NodeValue.PreActivation), nodes).CopyTo(values);
            row.Slice(network.Offset(layer, NodeValue.Activation), nodes).CopyTo(values[nodes..]);
            values = values[(2 * nodes)..];
        }
    }
}
