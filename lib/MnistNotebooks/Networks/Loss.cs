using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Networks;

/// <summary>
/// How wrong a network's outputs are, as one number per record: what training makes smaller. A loss of the reader's own
/// needs <see cref="Value(Vector{double}, Vector{double})"/> and <see cref="Errors"/>.
/// </summary>
public abstract class Loss
{
    /// <summary>½ Σ(target − output)², for outputs of any kind.</summary>
    public static Loss SquaredError { get; } = new SquaredError();

    /// <summary>
    /// −Σ target · ln(output), for outputs that are probabilities. From the pre-activations of a softmax it is computed without overflow.
    /// </summary>
    public static Loss CrossEntropy { get; } = new CrossEntropy();

    /// <summary>Name as a reader knows it, such as "cross-entropy".</summary>
    public abstract string Name { get; }

    /// <summary>The loss of one record.</summary>
    /// <param name="outputs">One per node of the last layer.</param>
    /// <param name="targets">As many wanted outputs.</param>
    public abstract double Value(Vector<double> outputs, Vector<double> targets);

    /// <summary>The loss of one record whose label is known, with the targets that training uses.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No output belongs to the label.</exception>
    public double Value(Vector<double> outputs, int label)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        return Value(outputs, TargetsOf(label, outputs.Count));
    }

    /// <summary>The negative slope of the loss at each output: how much, and in which direction, the output should move.</summary>
    public abstract Vector<double> Errors(Vector<double> outputs, Vector<double> targets);

    /// <summary>The outputs wanted for a label: 0.01 and 0.99 unless the loss says otherwise.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The label is not one of the classes.</exception>
    public virtual Vector<double> TargetsOf(int label, int classes) => Targets.OneHot(label, classes);

    /// <summary>The loss of one record, from all that the last layer computed.</summary>
    internal virtual double Value(LayerForward last, Vector<double> targets) => Value(last.Activations, targets);

    /// <summary>The negative slope of the loss at each pre-activation of the last layer.</summary>
    /// <param name="activation">The last layer's.</param>
    /// <param name="last">What the last layer computed for the record.</param>
    /// <param name="targets">The outputs wanted.</param>
    internal virtual Vector<double> Deltas(Activation activation, LayerForward last, Vector<double> targets) =>
        activation.Backward(Errors(last.Activations, targets), last.PreActivations, last.Activations);

    /// <summary>Why the loss can't judge outputs of this activation, as a sentence; null when it can.</summary>
    internal virtual string? Incompatibility(Activation activation) => null;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
