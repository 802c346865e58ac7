using System.Text.Json.Nodes;
using MnistNotebooks.Charts;

namespace MnistNotebooks.Tests.Charts;

public sealed class GraphTests
{
    [Fact]
    public void Values_fill_in_forward_and_slopes_backward()
    {
        var figure = Samples.All["Graph"]();
        Assert.Equal(
            ["the computation", "the given values", "q = 1.5", "f = −3", "∂f/∂f = 1", "∂f/∂q = −2", "∂f/∂z = 1.5", "∂f/∂y = −2",
                "∂f/∂x = −2"],
            figure.Layout["sliders"]![0]!["steps"]!.AsArray().Select(step => step!["label"]!.GetValue<string>()));
        string[] values = [.. figure.Frames!.Select(frame => Plain(frame!["data"]![0]!["text"]!))];
        string[] slopes = [.. figure.Frames!.Select(frame => Plain(frame!["data"]![1]!["text"]!))];
        Assert.Equal("""["x","y","z","q","f"]""", values[0]);
        Assert.Equal("""["x = 3","y = −1.5","z = −2","q","f"]""", values[1]);
        Assert.Equal("""["x = 3","y = −1.5","z = −2","q = 1.5","f"]""", values[2]);
        Assert.All(values[3..], texts => Assert.Equal("""["x = 3","y = −1.5","z = −2","q = 1.5","f = −3"]""", texts));
        Assert.All(slopes[..4], texts => Assert.Equal("""["","","","",""]""", texts));
        Assert.Equal("""["","","","","1"]""", slopes[4]);
        Assert.Equal("""["","","1.5","−2","1"]""", slopes[6]);
        Assert.Equal("""["−2","−2","1.5","−2","1"]""", slopes[8]);
    }

    [Fact]
    public void Where_nothing_moves_everything_is_filled_in()
    {
        var figure = Samples.All["Graph"]();
        Assert.Equal(figure.Frames![^1]!["data"]![0]!["text"]!.ToJsonString(), figure.Data[1]!["text"]!.ToJsonString());
        Assert.Equal(figure.Frames![^1]!["data"]![1]!["text"]!.ToJsonString(), figure.Data[2]!["text"]!.ToJsonString());
        Assert.Equal(8, figure.Layout["sliders"]![0]!["active"]!.GetValue<int>());
    }

    [Fact]
    public void Arrows_lead_right_from_what_a_node_was_computed_from()
    {
        var lines = Samples.All["Graph"]().Layout["shapes"]!.AsArray();
        Assert.Equal([(0, 0, 1, 0.5), (0, 1, 1, 0.5), (1, 0.5, 2, 1.25), (0, 2, 2, 1.25)], lines
            .Select(line => (Number(line, "x0"), Number(line, "y0"), Number(line, "x1"), Number(line, "y1"))));
    }

    [Fact]
    public void Texts_keep_clear_of_the_arrows_and_arrows_touch_the_circles()
    {
        Figure figure = Samples.All["Graph"]();
        // Lines lie below the texts, and only the arrows' heads above.
        Assert.All(figure.Layout["shapes"]!.AsArray(), line => Assert.Equal("below", line!["layer"]!.GetValue<string>()));
        Assert.Equal(figure.Layout["shapes"]!.AsArray().Count, figure.Layout["annotations"]!.AsArray().Count);
        double radius = figure.Data[0]!["marker"]!["size"]!.GetValue<int>() / 2.0;
        Assert.All(figure.Layout["annotations"]!.AsArray(),
            arrow => Assert.InRange(arrow!["standoff"]!.GetValue<int>(), radius - 5, radius + 1));
    }

    [Fact]
    public void The_text_lists_every_node() => Assert.Equal(
        """
        f = (x + y) · z: graph of 5 nodes whose values and slopes fill in, f = −3.
        x = 3, ∂f/∂x = −2
        y = −1.5, ∂f/∂y = −2
        z = −2, ∂f/∂z = 1.5
        q (+ of x, y) = 1.5, ∂f/∂q = −2
        f (× of q, z) = −3, ∂f/∂f = 1
        """.ReplaceLineEndings("\n"),
        Samples.All["Graph"]().ToText());

    [Fact]
    public void Nodes_that_do_not_make_a_computation_are_refused()
    {
        Assert.StartsWith("There are no nodes to draw.", Refused(), StringComparison.Ordinal);
        Assert.StartsWith("Two nodes are called 'x'.", Refused(new("x", 1, 1), new("x", 2, 1)), StringComparison.Ordinal);
        Assert.StartsWith("Node 'q' was computed from 'y', which does not stand before it.",
            Refused(new("x", 1, 1), new("q", 2, 1, "+", "x", "y")), StringComparison.Ordinal);

        static string Refused(params GraphNode[] nodes) => Assert.Throws<ArgumentException>(() => Chart.Graph(nodes, "t")).Message;
    }

    private static string Plain(JsonNode texts) => texts.ToJsonString().Replace("\\u2212", "−", StringComparison.Ordinal);

    private static double Number(JsonNode? arrow, string property) => arrow![property]!.GetValue<double>();
}
