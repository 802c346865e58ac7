using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Charts;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Charts;

public sealed class DrawPadTests
{
    [Fact]
    public void The_tutorials_network_adds_less_than_400_kB_to_a_page() =>
        Assert.InRange(Chart.DrawPad(Network.Tutorial(200), "Draw a digit").ToHtml().Length, 300_000, 400_000);

    [Fact]
    public void The_html_loads_nothing_and_is_the_same_every_time()
    {
        string html = Chart.DrawPad(Network.Tutorial(3), "Draw a digit").ToHtml();
        Assert.Equal(html, Chart.DrawPad(Network.Tutorial(3), "Draw a digit").ToHtml());
        Assert.DoesNotMatch(@"\bsrc\s*=|\bimport\b|https?:|url\(|fetch\(|require", html);
        Assert.Equal(1, Regex.Count(html, "</script"));
    }

    [Fact]
    public void The_content_says_title_scale_activations_and_biases()
    {
        var network = new NetworkDescription
        {
            Hidden = [3],
            HiddenActivation = Activation.ReLU,
            OutputActivation = Activation.Softmax,
            Biases = true,
            Scale = PixelScale.Unit,
        }.Create();
        network.Layers[0].Biases![1] = 0.25;
        JsonElement content = Content(Chart.DrawPad(network, "\"Draw\" <a> digit's picture"));
        Assert.Equal("\"Draw\" <a> digit's picture", content.GetProperty("title").GetString());
        JsonElement stored = content.GetProperty("network");
        Assert.Equal((0, 1.0 / 255), (stored.GetProperty("scale").GetProperty("offset").GetDouble(),
            stored.GetProperty("scale").GetProperty("factor").GetDouble()));
        JsonElement first = stored.GetProperty("layers")[0];
        Assert.Equal((784, "relu"), (first.GetProperty("inputs").GetInt32(), first.GetProperty("activation").GetString()));
        Assert.Equal([0, 0.25, 0], first.GetProperty("biases").EnumerateArray().Select(bias => bias.GetDouble()));
        Assert.Equal("softmax", stored.GetProperty("layers")[1].GetProperty("activation").GetString());
        JsonElement tutorial = Content(Chart.DrawPad(Network.Tutorial(3), "x")).GetProperty("network");
        Assert.Equal(JsonValueKind.Null, tutorial.GetProperty("layers")[0].GetProperty("biases").ValueKind);
    }

    [Fact]
    public void What_the_network_learns_later_does_not_reach_the_pad()
    {
        var network = Network.Tutorial(3);
        DrawPad pad = Chart.DrawPad(network, "Draw a digit");
        string before = pad.ToHtml();
        network.Layers[0].Weights.Clear();
        Assert.Equal(before, pad.ToHtml());
    }

    [Fact]
    public void Its_text_is_a_sentence_that_says_what_it_is()
    {
        DrawPad pad = Chart.DrawPad(Network.Tutorial(200), "Draw a digit");
        Assert.StartsWith("Draw a digit: a pad to draw digits on, which a network of 784-200-10 nodes reads", pad.ToText(),
            StringComparison.Ordinal);
        Assert.Equal(pad.ToText(), pad.ToString());
    }

    [Fact]
    public void Networks_that_do_not_read_drawings_are_refused()
    {
        var small = new NetworkDescription { Inputs = 64 }.Create();
        Assert.Equal("A drawing has 784 pixels, but the network takes 64 inputs. (Parameter 'network')",
            Assert.Throws<ArgumentException>(() => Chart.DrawPad(small, "Draw a digit")).Message);
        var cubic = new Network(new Layer(Matrix<double>.Build.Dense(10, 784), activation: new Cubic()));
        Assert.Equal("A pad knows the activations sigmoid, softmax, ReLU, tanh, identity, but a layer has cubic. (Parameter 'network')",
            Assert.Throws<ArgumentException>(() => Chart.DrawPad(cubic, "Draw a digit")).Message);
        Assert.Throws<ArgumentException>(() => Chart.DrawPad(Network.Tutorial(3), " "));
        Assert.Throws<ArgumentNullException>(() => Chart.DrawPad(null!, "Draw a digit"));
    }

    private static JsonElement Content(DrawPad pad) =>
        JsonElement.Parse(WebUtility.HtmlDecode(Regex.Match(pad.ToHtml(), "content=\"([^\"]*)\"").Groups[1].Value));

    private sealed class Cubic : ElementwiseActivation
    {
        public override string Name => "cubic";

        public override double Value(double preActivation) => preActivation * preActivation * preActivation;

        public override double Slope(double preActivation, double activation) => 3 * preActivation * preActivation;
    }
}
