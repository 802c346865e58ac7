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
    public IReadOnlyList<(Node Node, double Factor)> Terms { get; }

    /// <summary>One node.</summary>
    public static Target Of(Node node) => new([(node, 1)]);

    /// <summary>How far <paramref name="a"/> is above <paramref name="b"/>: why one output won over another.</summary>
    public static Target Difference(Node a, Node b) => new([(a, 1), (b, -1)]);

    /// <summary>Σ factor × the node's value.</summary>
    /// <exception cref="ArgumentException">There is no term, or a factor is not a finite number.</exception>
    public static Target Sum(params IReadOnlyList<(Node Node, double Factor)> terms)
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
    public static implicit operator Target(Node node) => Of(node);

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
