using MnistNotebooks.Networks;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    /// <summary>A place to draw digits on, for a network to read while they are drawn.</summary>
    /// <param name="network">784 inputs; what it learns later does not reach the pad.</param>
    /// <param name="title">Title of the figure.</param>
    /// <exception cref="ArgumentException">The network does not take 784 inputs, or has an activation of its own kind.</exception>
    public static DrawPad DrawPad(Network network, string title)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new(network, title);
    }
}
