using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Charts;

namespace MnistNotebooks.Tests.Charts;

public sealed class PackedWeightsTests
{
    [Fact]
    public void Two_characters_hold_each_weight_as_a_multiple_of_its_nodes_step()
    {
        PackedWeights packed = PackedWeights.Of(Matrix<double>.Build.DenseOfArray(new[,] { { 0, 2047, -2047 }, { 0.5, -0.25, 0.125 } }));
        Assert.Equal([1, 0.5f / 2047], packed.Steps);
        // 2048, 4095 and 1; then 2048 + 2047, − 1023.5 and + 511.75 rounded.
        Assert.Equal("gA" + "__" + "AB" + "__" + "QA" + "oA", packed.Text);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-60)]
    public void Weights_too_small_for_a_step_are_zero(double weight)
    {
        PackedWeights packed = PackedWeights.Of(Matrix<double>.Build.Dense(1, 2, weight));
        Assert.Equal(("gAgA", 0), (packed.Text, packed.Steps[0]));
    }
}
