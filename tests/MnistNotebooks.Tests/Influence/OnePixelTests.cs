using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Influence;
using MnistNotebooks.Tests.Networks;

namespace MnistNotebooks.Tests.Influence;

public class OnePixelTests
{
    [ReferenceFact]
    public void The_white_pictures_maps_are_those_of_NumPy() => AssertMaps("white", SampleNetwork.White);

    [MnistReferenceFact]
    public void A_test_digits_maps_are_those_of_NumPy() =>
        AssertMaps("t10k_0", SampleNetwork.TestDigits[0].Inputs(PixelScale.Unit));

    private static void AssertMaps(string picture, Vector<double> inputs)
    {
        var expected = Npz.Load(Requirement.Reference("sample-network", "pixel-influence.npz"));
        NodeMaps maps = new OnePixel().Maps(SampleNetwork.Network, inputs, Baseline.Zero());
        Arrays.AssertClose(expected[picture + "_z1"].ToMatrix(50, 784), maps[0, NodeValue.Activation], 1e-6);
        Arrays.AssertClose(expected[picture + "_z2"].ToMatrix(100, 784), maps[1, NodeValue.Activation], 1e-6);
        Arrays.AssertClose(expected[picture + "_a3"].ToMatrix(10, 784), maps[2, NodeValue.PreActivation], 1e-6);
        Arrays.AssertClose(expected[picture + "_z3"].ToMatrix(10, 784), maps[2, NodeValue.Activation], 1e-6);
    }
}
