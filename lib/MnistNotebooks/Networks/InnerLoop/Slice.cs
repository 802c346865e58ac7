using System.Runtime.CompilerServices;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>
/// Some nodes of the layer next to the pixels. Slices share nothing, so each can be the work of another core;
/// they meet only in the pre-activations of the layer above, to which each adds its share.
/// </summary>
internal abstract class Slice(int number, PixelWeights weights, int records)
{
    /// <summary>Its place among the slices.</summary>
    public int Number { get; } = number;

    /// <summary>Pre-activations, then activations: a row for each record of a step.</summary>
    protected Rows Nodes { get; } = new(records, weights.Nodes);

    /// <summary>Learning rate × delta, a row for each record of a step.</summary>
    protected Rows Steps { get; } = new(records, weights.Nodes);

    /// <summary>Whether no weight has overflowed.</summary>
    public virtual bool IsFinite => weights.IsFinite;

    /// <summary>Pre-activations of a block's records, in the rows from <paramref name="row"/> on.</summary>
    public void Forward(InkBlock block, int row) => weights.Forward(block, Nodes, row);

    /// <summary>Adds to a record's pre-activations what the steps of the records before it would have.</summary>
    public void CatchUp(int row, ReadOnlySpan<float> similarities) => weights.CatchUp(similarities, Steps, Nodes[row]);

    /// <summary>What the slice adds to the pre-activations above it for a record.</summary>
    public abstract void Share(int row, Span<float> share);

    /// <summary>The slice's steps for a record, from what the layers above it found.</summary>
    public abstract void Backward(int row, UpperLayers above);

    /// <summary>Adds a record's steps above to the weights that go out of the slice, if any, or to what they will be changed by.</summary>
    public abstract void LearnOutgoing(int row, UpperLayers above);

    /// <summary>Does the same for the weights to the pixels, with the steps of a block's records, which are in the rows from <paramref name="row"/> on.</summary>
    public void Learn(InkBlock block, int row) => weights.Learn(block, Steps, row);

    /// <summary>Ends a mini-batch.</summary>
    public virtual void Step(float learningRate) => weights.Step(learningRate);

    /// <summary>Brings the network's weights and biases up to date.</summary>
    public virtual void WriteBack() => weights.WriteBack();
}

/// <summary>Nodes of a hidden layer, with the weights that go out of them.</summary>
internal sealed class HiddenSlice(int number, PixelWeights weights, FastActivation activation, DenseWeights outgoing, int records)
    : Slice(number, weights, records)
{
    public override bool IsFinite => base.IsFinite && outgoing.IsFinite;

    [MethodImpl(Hot.Path)]
    public override void Share(int row, Span<float> share)
    {
        activation.Apply(Nodes[row], Nodes.Length);
        Nodes.ClearPadding(row);
        share.Clear();
        outgoing.AddProducts(Nodes[row], share);
    }

    [MethodImpl(Hot.Path)]
    public override void Backward(int row, UpperLayers above)
    {
        Span<float> steps = Steps[row];
        steps.Clear();
        outgoing.CarryBack(above.Signals(row), steps);
        activation.PullBack(steps, Nodes[row]);
    }

    [MethodImpl(Hot.Path)]
    public override void LearnOutgoing(int row, UpperLayers above) => outgoing.Learn(above.Steps(row), Nodes[row]);

    public override void Step(float learningRate)
    {
        base.Step(learningRate);
        outgoing.Step(learningRate);
    }

    public override void WriteBack()
    {
        base.WriteBack();
        outgoing.WriteBack();
    }
}

/// <summary>All nodes of a network without hidden layers: the pixels' layer is the output.</summary>
internal sealed class OutputSlice(PixelWeights weights, int records) : Slice(0, weights, records)
{
    public override void Share(int row, Span<float> share) => Nodes[row].CopyTo(share);

    public override void Backward(int row, UpperLayers above) => above.Steps(row).CopyTo(Steps[row]);

    public override void LearnOutgoing(int row, UpperLayers above)
    {
        // Nothing goes out of the last layer.
    }
}
