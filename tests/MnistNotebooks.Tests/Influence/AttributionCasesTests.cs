using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Influence;
using MnistNotebooks.Networks;
using MnistNotebooks.Tests.Networks;

namespace MnistNotebooks.Tests.Influence;

/// <summary>Small networks with the shares that published libraries expect.</summary>
public class AttributionCasesTests
{
    [ReferenceFact]
    public void Shares_are_those_that_published_libraries_expect()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Requirement.Reference("attribution-cases.json")));
        JsonElement[] cases = [.. file.RootElement.GetProperty("cases").EnumerateArray()];
        int compared = 0;
        foreach (JsonElement element in cases)
        {
            JsonElement layers = element.TryGetProperty("layers_of", out JsonElement other) ? cases[other.GetInt32()] : element;
            Network network =
                layers.TryGetProperty("layers", out JsonElement of) ? Read(of) : Nested(element.GetProperty("name").GetString()!);
            int target = element.TryGetProperty("target", out JsonElement node) ? node.GetInt32() : 0;
            Vector<double> inputs = Numbers(element.GetProperty("x"));
            foreach (JsonProperty property in element.EnumerateObject())
            {
                if (Method(property.Name) is not AttributionMethod method)
                    continue;
                Attribution attribution = method.Explain(network, inputs, Node.Activation(^1, target), Baseline.Zero(inputs.Count));
                Arrays.AssertClose(Numbers(property.Value), attribution.Values, method is LayerwiseRelevance ? 1e-9 : 1e-12);
                compared++;
            }
        }
        Assert.Equal(9, compared);
    }

    private static AttributionMethod? Method(string name) => name switch
    {
        "shapley" => new ExactShapley(),
        "occlusion" => new Occlusion(),
        "one_pixel_over_zero" => new OnePixel(),
        "integrated_gradients" => new IntegratedGradients(),
        "deeplift_rescale" => new DeepLift(),
        "lrp_epsilon" => new LayerwiseRelevance { Epsilon = 1e-9 },
        _ => null,
    };

    // The same function twice, computed by different networks.
    private static Network Nested(string name) => name switch
    {
        "relu(relu(x1)-1-relu(x2))" => Difference(0, -1),
        "relu(relu(x1-1)-relu(x2))" => Difference(-1, 0),
        _ => throw new InvalidDataException($"{name} is not known."),
    };

    private static Network Difference(double firstBias, double lastBias) => new(
        new Layer(Matrix<double>.Build.DenseIdentity(2), Vector<double>.Build.Dense([firstBias, 0]), Activation.ReLU),
        new Layer(Matrix<double>.Build.DenseOfArray(new double[,] { { 1, -1 } }), Vector<double>.Build.Dense(1, lastBias),
            Activation.ReLU));

    private static Network Read(JsonElement layers) => new([.. layers.EnumerateArray().Select(layer => new Layer(
        Matrix<double>.Build.DenseOfRowVectors(layer.GetProperty("W").EnumerateArray().Select(Numbers)),
        Numbers(layer.GetProperty("b")),
        layer.GetProperty("activation").GetString() == "relu" ? Activation.ReLU : Activation.Identity))]);

    private static Vector<double> Numbers(JsonElement array) =>
        Vector<double>.Build.DenseOfEnumerable(array.EnumerateArray().Select(value => value.GetDouble()));
}
