using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Tests.Networks;

namespace MnistNotebooks.Tests.Influence;

public class SampleNetworkTests
{
    [MnistReferenceFact]
    public void The_network_scores_on_the_test_set_what_its_author_reports()
    {
        Assert.Equal(0.9352, SampleNetwork.Network.Score(SampleNetwork.TestDigits).Accuracy, 12);
    }

    [ReferenceFact]
    public void Its_probabilities_are_those_of_NumPy()
    {
        AssertProbabilities("whiteProbabilities", SampleNetwork.White);
        AssertProbabilities("zeroProbabilities", Vector<double>.Build.Dense(784));
    }

    [MnistReferenceFact]
    public void Its_probabilities_on_a_test_digit_are_those_of_NumPy() =>
        AssertProbabilities("t10k_0_probabilities", SampleNetwork.TestDigits[0].Inputs(PixelScale.Unit));

    private static void AssertProbabilities(string name, Vector<double> inputs)
    {
        using var expected = JsonDocument.Parse(File.ReadAllText(Requirement.Reference("sample-network", "expected.json")));
        double[] probabilities = [.. expected.RootElement.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
        Arrays.AssertClose(Vector<double>.Build.Dense(probabilities), SampleNetwork.Network.Forward(inputs).Outputs, 1e-12);
    }
}
