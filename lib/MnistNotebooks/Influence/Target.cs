using System.Globalization;
using System.Text;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Influence;

/// <summary>
/// The number that is explained: a node's value, or a sum of such values with factors, such as the difference of two outputs.
/// A <see cref="Node"/> is a target as it is.
/// </summary>
public sealed class Target
{
    private Target(IReadOnlyList<(Node Node, double Factor)> terms) => Terms = terms;

    /// <summary>What is summed: factor × the node's value.</summary>
    internal IReadOnlyList<(Node Node, double Factor)> Terms { get; }

    /// <summary>How far <paramref name="a"/> is above <paramref name="b"/>: why one output won over another.</summary>
    public static Target Difference(Node a, Node b) => new([(a, 1), (b, -1)]);

    /// <summary>Σ factor × the node's value.</summary>
    /// <exception cref="ArgumentException">There is no term, or a factor is not a finite number.</exception>
    internal static Target Sum(params IReadOnlyList<(Node Node, double Factor)> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.Count == 0)
            throw new ArgumentException("A sum has at least one term.", nameof(terms));
        foreach ((Node node, double factor) in terms)
        {
            if (!double.IsFinite(factor))
                throw new ArgumentException($"Factors are finite numbers; that of {node} is {factor}.", nameof(terms));
        }
        return new([.. terms]);
    }

    /// <summary>One node.</summary>
    public static implicit operator Target(Node node) => new([(node, 1)]);

    /// <summary>The target's value in a forward pass.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The network has no such node.</exception>
    public double Of(ForwardPass forward) => Terms.Sum(term => term.Factor * term.Node.Of(forward));

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach ((Node node, double factor) in Terms)
        {
            text.Append(factor < 0 ? (text.Length == 0 ? "−" : " − ") : text.Length == 0 ? "" : " + ");
            if (Math.Abs(factor) != 1)
                text.Append(CultureInfo.InvariantCulture, $"{Math.Abs(factor)} × ");
            text.Append(CultureInfo.InvariantCulture, $"{node}");
        }
        return text.ToString();
    }
}

/// <summary>One number in a network: a node of a layer, before or after its activation.</summary>
/// <param name="Layer">0 is the layer next to the inputs; ^1 is the last one.</param>
/// <param name="Number">The node's number in its layer, from 0.</param>
/// <param name="Value">Before or after the activation.</param>
public readonly record struct Node(Index Layer, int Number, NodeValue Value)
{
    /// <summary>A node before its activation.</summary>
    public static Node PreActivation(Index layer, int number) => new(layer, number, NodeValue.PreActivation);

    /// <summary>A node after its activation.</summary>
    public static Node Activation(Index layer, int number) => new(layer, number, NodeValue.Activation);

    /// <summary>The node's value in a forward pass.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The network has no such node.</exception>
    public double Of(ForwardPass forward)
    {
        ArgumentNullException.ThrowIfNull(forward);
        Arguments.Check(this, forward.Layers.Count, layer => forward.Layers[layer].Activations.Count);
        LayerForward values = forward.Layers[Layer];
        return (Value == NodeValue.PreActivation ? values.PreActivations : values.Activations)[Number];
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"node {Number} of {(Layer.Equals(^1) ? "the last layer" : $"layer {Layer}")} "
        + $"{(Value == NodeValue.PreActivation ? "before" : "after")} its activation";
}

/// <summary>Which of a node's two numbers is meant.</summary>
public enum NodeValue
{
    /// <summary>The weighted sum of its inputs plus its bias, before the activation.</summary>
    PreActivation,

    /// <summary>What the activation makes of it.</summary>
    Activation,
}
