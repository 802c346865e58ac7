using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Networks;

/// <summary>
/// The function a layer applies to its pre-activations. Derive from <see cref="ElementwiseActivation"/> when every node
/// is computed on its own (sigmoid), and from this class when the nodes of a layer depend on each other (softmax).
/// </summary>
public abstract class Activation
{
    /// <summary>1 / (1 + e⁻ᶻ), between 0 and 1: the tutorial's activation.</summary>
    public static Activation Sigmoid { get; } = new Sigmoid();

    /// <summary>eᶻ / Σ eᶻ over a layer: its activations are between 0 and 1 and sum to 1, so they read as probabilities.</summary>
    public static Activation Softmax { get; } = new Softmax();

    /// <summary>max(0, z), the rectified linear unit.</summary>
    public static Activation ReLU { get; } = new ReLU();

    /// <summary>The hyperbolic tangent, between −1 and 1.</summary>
    public static Activation Tanh { get; } = new Tanh();

    /// <summary>z itself: a layer of weighted sums.</summary>
    public static Activation Identity { get; } = new Identity();

    /// <summary>The activation of the library that has this name, in capital or small letters.</summary>
    /// <exception cref="ArgumentException">There is no such activation.</exception>
    public static Activation Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Activation[] all = [Sigmoid, Softmax, ReLU, Tanh, Identity];
        return all.FirstOrDefault(activation => activation.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException(
                $"There is no activation '{name}'; there are {string.Join(", ", all.Select(activation => activation.Name))}.",
                    nameof(name));
    }

    /// <summary>Name as a reader knows it, such as "sigmoid".</summary>
    public abstract string Name { get; }

    /// <summary>Activations of a layer from its pre-activations, one per node.</summary>
    public abstract Vector<double> Apply(Vector<double> preActivations);

    /// <summary>
    /// Carries errors from the activations back to the pre-activations: the transposed Jacobian of <see cref="Apply"/> times the errors.
    /// For an element-wise activation this is error × slope.
    /// </summary>
    /// <param name="errors">One error per node.</param>
    /// <param name="preActivations">The layer's pre-activations in the forward pass.</param>
    /// <param name="activations">The layer's activations in the forward pass.</param>
    public abstract Vector<double> Backward(Vector<double> errors, Vector<double> preActivations, Vector<double> activations);

    /// <summary>As <see cref="Apply"/>, in place: one record's pre-activations become its activations.</summary>
    internal virtual void ApplyInPlace(Span<double> nodes) => Apply(Dense(nodes)).ToArray().CopyTo(nodes);

    /// <summary>
    /// As <see cref="Backward"/>, in place: one record's errors at the activations become its errors at the pre-activations.
    /// </summary>
    internal virtual void BackwardInPlace(Span<double> errors, ReadOnlySpan<double> preActivations, ReadOnlySpan<double> activations) =>
        Backward(Dense(errors), Dense(preActivations), Dense(activations)).ToArray().CopyTo(errors);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static Vector<double> Dense(ReadOnlySpan<double> values) => Vector<double>.Build.DenseOfArray(values.ToArray());
}

/// <summary>An activation that turns each node's pre-activation into its activation without looking at the other nodes.</summary>
public abstract class ElementwiseActivation : Activation
{
    /// <summary>The activation of one node.</summary>
    public abstract double Value(double preActivation);

    /// <summary>The derivative at one node; both values are given because many slopes are simplest in the activation.</summary>
    public abstract double Slope(double preActivation, double activation);

    /// <inheritdoc/>
    public sealed override Vector<double> Apply(Vector<double> preActivations)
    {
        ArgumentNullException.ThrowIfNull(preActivations);
        return preActivations.Map(Value, Zeros.Include);
    }

    internal override void ApplyInPlace(Span<double> nodes)
    {
        for (int i = 0; i < nodes.Length; i++)
            nodes[i] = Value(nodes[i]);
    }

    /// <inheritdoc/>
    public sealed override Vector<double> Backward(Vector<double> errors, Vector<double> preActivations, Vector<double> activations)
    {
        ArgumentNullException.ThrowIfNull(errors);
        ArgumentNullException.ThrowIfNull(preActivations);
        ArgumentNullException.ThrowIfNull(activations);
        return errors.PointwiseMultiply(preActivations.Map2(Slope, activations, Zeros.Include));
    }

    internal sealed override void BackwardInPlace(Span<double> errors, ReadOnlySpan<double> preActivations,
        ReadOnlySpan<double> activations)
    {
        for (int i = 0; i < errors.Length; i++)
            errors[i] *= Slope(preActivations[i], activations[i]);
    }
}
