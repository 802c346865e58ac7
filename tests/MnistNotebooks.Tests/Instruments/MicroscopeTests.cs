using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Instruments;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Instruments;

public sealed class MicroscopeTests
{
    private static readonly MnistData Digits = DrawnDigits.Create(20, 10);

    [Fact]
    public void The_tutorials_network_lies_beside_pages_once_and_is_less_than_500_kB()
    {
        Instrument microscope = MnistNotebooks.Instruments.Instruments.Microscope(
            Digits, "Draw", ("ours", Network.Tutorial(200)), ("ours again", Network.Tutorial(200)));
        SharedScript network = Assert.Single(
            microscope.Scripts, script => script.FileName.StartsWith("mnist-network-", StringComparison.Ordinal));
        Assert.InRange(network.Text.Length, 400_000, 500_000);
        Assert.InRange(microscope.ToElement().Length, 1, 5_000);
    }

    [Fact]
    public void The_html_loads_nothing_and_is_the_same_every_time()
    {
        string html = Of("Draw a digit", Network.Tutorial(3)).ToHtml();
        Assert.Equal(html, Of("Draw a digit", Network.Tutorial(3)).ToHtml());
        Assert.DoesNotMatch(
            @"\bsrc\s*=|\bimport\b(?!\('\.\/[\w-]+\.js'\)\.)|https?://(?!www\.w3\.org/2000/svg)|url\(|fetch\(|require\(", html);
        Assert.Equal(1, Regex.Count(html, "</script"));
    }

    [Fact]
    public void The_content_says_title_names_scale_activations_and_biases()
    {
        var modern = new NetworkDescription
        {
            Hidden = [3],
            HiddenActivation = Activation.ReLU,
            OutputActivation = Activation.Softmax,
            Biases = true,
            Scale = PixelScale.Unit,
        }.Create();
        modern.Layers[0].Biases![1] = 0.25;
        Instrument microscope = MnistNotebooks.Instruments.Instruments.Microscope(
            Digits, "\"Draw\" <a> digit's picture", ("modern", modern), ("the tutorial's", Network.Tutorial(3)));
        JsonElement content = Content(microscope);
        Assert.Equal("\"Draw\" <a> digit's picture", content.GetProperty("title").GetString());
        JsonElement networks = content.GetProperty("networks");
        Assert.Equal(["modern", "the tutorial's"], networks.EnumerateArray().Select(one => one.GetProperty("name").GetString()));
        JsonElement stored = Stored(microscope, networks[0]);
        Assert.Equal((0, 1.0 / 255), (stored.GetProperty("scale").GetProperty("offset").GetDouble(),
            stored.GetProperty("scale").GetProperty("factor").GetDouble()));
        JsonElement first = stored.GetProperty("layers")[0];
        Assert.Equal((784, "relu"), (first.GetProperty("inputs").GetInt32(), first.GetProperty("activation").GetString()));
        Assert.Equal([0, 0.25, 0], first.GetProperty("biases").EnumerateArray().Select(bias => bias.GetDouble()));
        Assert.Equal("softmax", stored.GetProperty("layers")[1].GetProperty("activation").GetString());
        Assert.Equal(JsonValueKind.Null, Stored(microscope, networks[1]).GetProperty("layers")[0].GetProperty("biases").ValueKind);
    }

    [Fact]
    public void What_the_network_learns_later_does_not_reach_the_microscope()
    {
        var network = Network.Tutorial(3);
        Instrument microscope = Of("Draw a digit", network);
        string before = microscope.ToHtml();
        network.Layers[0].Weights.Clear();
        Assert.Equal(before, microscope.ToHtml());
    }

    [Fact]
    public void Its_text_is_a_sentence_that_says_what_it_is()
    {
        Instrument microscope = Of("Draw a digit", Network.Tutorial(200));
        Assert.StartsWith("Draw a digit: draw a digit, and see node by node and pixel by pixel how it is read by ours;",
            microscope.ToText(), StringComparison.Ordinal);
        Assert.Equal(microscope.ToText(), microscope.ToString());
    }

    [Fact]
    public void Networks_that_it_cannot_look_into_are_refused()
    {
        Assert.Equal("A digit has 784 pixels, but ours takes 64 inputs. (Parameter 'network')",
            Refused(new NetworkDescription { Inputs = 64 }.Create()));
        Assert.Equal("A microscope looks into networks with one hidden layer or two, but ours has 3. (Parameter 'network')",
            Refused(new NetworkDescription { Hidden = [3, 3, 3] }.Create()));
        Assert.Equal("A microscope shows outputs from 0 to 1, but the last activation of ours is tanh. (Parameter 'network')",
            Refused(new NetworkDescription { Hidden = [3], OutputActivation = Activation.Tanh }.Create()));
        var cubic = new Network(new Layer(Matrix<double>.Build.Dense(3, 784), activation: new Cubic()),
            new Layer(Matrix<double>.Build.Dense(10, 3), activation: Activation.Sigmoid));
        Assert.Equal(
            "Instruments know the activations sigmoid, softmax, ReLU, tanh, identity, but a layer has cubic. (Parameter 'network')",
            Refused(cubic));
        Assert.Equal("A microscope needs a network to look into. (Parameter 'networks')",
            Assert.Throws<ArgumentException>(() => MnistNotebooks.Instruments.Instruments.Microscope(Digits, "Draw")).Message);
        Assert.Throws<ArgumentException>(() => Of(" ", Network.Tutorial(3)));
        Assert.Throws<ArgumentNullException>(() => Of("Draw", null!));
        Assert.Throws<ArgumentNullException>(() => MnistNotebooks.Instruments.Instruments.Microscope(null!, "Draw"));
    }

    private static string Refused(Network network) => Assert.Throws<ArgumentException>(() => Of("Draw", network)).Message;

    private static Instrument Of(string title, Network network) =>
        MnistNotebooks.Instruments.Instruments.Microscope(Digits, title, ("ours", network));

    private static JsonElement Content(Instrument microscope) =>
        JsonElement.Parse(WebUtility.HtmlDecode(Regex.Match(microscope.ToElement(), "content=\"([^\"]*)\"").Groups[1].Value));

    // What is assigned in the script of a network, between its key and the end of the line.
    private static JsonElement Stored(Instrument microscope, JsonElement network)
    {
        string key = network.GetProperty("network").GetString()!;
        string script = microscope.Scripts.Single(one => one.FileName == $"mnist-network-{key}.js").Text;
        int start = script.IndexOf(" = {", StringComparison.Ordinal) + " = ".Length;
        return JsonElement.Parse(script[start..script.IndexOf(";\n", start, StringComparison.Ordinal)]);
    }

    private sealed class Cubic : ElementwiseActivation
    {
        public override string Name => "cubic";

        public override double Value(double preActivation) => preActivation * preActivation * preActivation;

        public override double Slope(double preActivation, double activation) => 3 * preActivation * preActivation;
    }
}
