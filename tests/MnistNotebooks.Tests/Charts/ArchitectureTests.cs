using System.Text.Json.Nodes;
using MnistNotebooks.Charts;

namespace MnistNotebooks.Tests.Charts;

public sealed class ArchitectureTests
{
    private static readonly int[] _tutorial = [784, 200, 10];

    [Fact]
    public void Columns_that_are_long_show_a_handful_of_nodes_and_dots()
    {
        Figure figure = Chart.Architecture(_tutorial, "The network");
        Assert.Equal([8, 6, 6], figure.Data.Skip(2).Take(3).Select(Count));
        Assert.Equal(9, Count(figure.Data[5]));
        // A line is two ends and a gap.
        Assert.Equal([3 * 8 * 6, 3 * 6 * 6], figure.Data.Take(2).Select(Count));
        Assert.Equal(["<b>784</b><br>inputs", "<b>200</b><br>hidden nodes", "<b>10</b><br>outputs", "<b>wih</b><br>200×784",
            "<b>who</b><br>10×200"], Texts(figure));
    }

    [Fact]
    public void Short_columns_are_drawn_in_full() =>
        Assert.Equal([2, 3, 4, 1, 0], Chart.Architecture([2, 3, 4, 1], "Small").Data.Skip(3).Select(Count));

    [Fact]
    public void Parts_in_question_are_lit_and_the_others_grey()
    {
        Figure figure = Chart.Architecture(_tutorial, "t", NetworkPart.FirstWeights, NetworkPart.HiddenNodes);
        string[] colors = [.. figure.Data.Take(2).Select(lines => lines!["line"]!["color"]!.GetValue<string>()),
            .. figure.Data.Skip(2).Take(3).Select(circles => circles!["marker"]!["line"]!["color"]!.GetValue<string>())];
        Assert.Equal(["#d55e00", "#b9c0c8", "#b9c0c8", "#d55e00", "#b9c0c8"], colors);
        JsonNode here = Assert.Single(figure.Layout["annotations"]!.AsArray(),
            text => text!["text"]!.GetValue<string>().Contains("you are here", StringComparison.Ordinal))!;
        Assert.Equal(0.75, here["x"]!.GetValue<double>());
    }

    [Fact]
    public void The_text_names_the_parts()
    {
        Assert.Equal(
            """
            t: the network 784-200-10 as circles in columns, with lines for its weights; you are here: who, outputs.
            inputs 784 → wih 200×784 → hidden nodes 200 → [who 10×200] → [outputs 10]
            """.ReplaceLineEndings("\n"),
            Chart.Architecture(_tutorial, "t", NetworkPart.LastWeights, NetworkPart.Outputs).ToText());
        Assert.Equal(
            """
            t: the network 2-1 as circles in columns, with lines for its weights.
            inputs 2 → outputs 1
            """.ReplaceLineEndings("\n"),
            Chart.Architecture([2, 1], "t").ToText());
    }

    [Fact]
    public void What_is_no_network_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Chart.Architecture([784], "t"));
        Assert.Throws<ArgumentException>(() => Chart.Architecture([784, 0, 10], "t"));
    }

    private static int Count(JsonNode? trace) => trace!["x"]!.AsArray().Count;

    private static IEnumerable<string> Texts(Figure figure) =>
        figure.Layout["annotations"]!.AsArray().Select(text => text!["text"]!.GetValue<string>());
}
