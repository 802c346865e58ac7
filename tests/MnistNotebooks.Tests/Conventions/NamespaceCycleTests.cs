using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Conventions;

/// <summary>Folders depend one way: no namespace of the library needs another one that needs it.</summary>
public class NamespaceCycleTests
{
    [Fact]
    public void No_namespace_of_the_library_depends_on_itself_through_others()
    {
        NamespaceGraph graph = NamespaceGraph.Of(typeof(Network).Assembly.Location);
        Assert.Contains("MnistNotebooks.Networks", graph.Namespaces);
        string[] circles = [.. graph.Circles().Select(graph.Describe)];
        Assert.True(circles.Length == 0, string.Join("\n\n", circles));
    }

    [Fact]
    public void A_circle_that_only_calls_make_is_found()
    {
        NamespaceGraph graph = NamespaceGraph.Of(typeof(NamespaceCycleTests).Assembly.Location);
        IReadOnlyList<string> circle = Assert.Single(graph.Circles(), circle => circle.Contains(typeof(CircleA.First).Namespace));
        Assert.Equal([typeof(CircleA.First).Namespace!, typeof(CircleB.Second).Namespace!], circle);
        Assert.Contains("First.Call → Second", graph.Describe(circle), StringComparison.Ordinal);
        Assert.Contains("→ First", graph.Describe(circle), StringComparison.Ordinal);
    }
}
