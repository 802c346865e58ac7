using System.Globalization;
using System.Text.Json.Nodes;
using MnistNotebooks.Charts;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Charts;

public sealed class NetworkDrawingTests
{
    private static Figure Figure { get; } = Samples.All["Network"]();

    [Fact]
    public void Every_node_is_a_circle_in_the_column_of_its_layer()
    {
        var circles = Assert.Single(Figure.Data)!;
        Assert.Equal("[0,0,1,1,1,2,2]", circles["x"]!.ToJsonString());
        Assert.Equal("[0.5,1.5,0,1,2,0.5,1.5]", circles["y"]!.ToJsonString());
        Assert.Equal(["inputs", "hidden layer 1<br>tanh", "output layer<br>softmax"], Figure.Layout["annotations"]!.AsArray()
            .Select(name => name!["text"]!.GetValue<string>()));
    }

    [Fact]
    public void Every_weight_is_a_line_with_the_colour_of_its_sign_and_the_thickness_of_its_size()
    {
        var lines = Figure.Layout["shapes"]!.AsArray();
        Assert.Equal(12, lines.Count);
        // −3 leads from input 0 to hidden node 0, and 2 from input 1 to hidden node 2.
        JsonNode first = Line(0, 0.5, 0), last = Line(0, 1.5, 2);
        Assert.NotEqual(first["line"]!["color"]!.GetValue<string>(), last["line"]!["color"]!.GetValue<string>());
        Assert.Equal(4, first["line"]!["width"]!.GetValue<double>());
        Assert.Equal(2.8, last["line"]!["width"]!.GetValue<double>());
        Assert.Equal(0.4, Line(0, 1.5, 1)["line"]!["width"]!.GetValue<double>());

        JsonNode Line(int column, double from, double to) => Assert.Single(lines, line =>
            Number(line, "x0") == column && Number(line, "y0") == from && Number(line, "x1") == column + 1 && Number(line, "y1") == to)!;
        static double Number(JsonNode? line, string property) =>
            double.Parse(line![property]!.ToJsonString(), CultureInfo.InvariantCulture);
    }

    [Fact]
    public void The_text_names_the_layers() => Assert.Equal(
        """
        A small network: a network of 2, 3, 2 nodes in columns, 12 weights as lines between them.
        inputs (2) → hidden layer 1 (3, tanh) → output layer (2, softmax)
        """.ReplaceLineEndings("\n"),
        Figure.ToText());

    [Fact]
    public void A_network_that_is_too_large_to_draw_is_refused() =>
        Assert.StartsWith("A column has room for 20 nodes, but 784-5-10 has one of 784.",
            Assert.Throws<ArgumentException>(() => Chart.Network(Network.Tutorial(5), "t")).Message, StringComparison.Ordinal);
}
