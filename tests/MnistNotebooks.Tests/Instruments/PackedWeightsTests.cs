using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Instruments;

namespace MnistNotebooks.Tests.Instruments;

public sealed class PackedWeightsTests
{
    [Fact]
    public void Two_characters_hold_each_weight_as_a_multiple_of_its_nodes_step()
    {
        PackedWeights packed =
            PackedWeights.In12Bits(Matrix<double>.Build.DenseOfArray(new[,] { { 0, 2047, -2047 }, { 0.5, -0.25, 0.125 } }));
        Assert.Equal([1, 0.5f / 2047], packed.Steps);
        // 2048, 4095 and 1; then 2048 + 2047, − 1023.5 and + 511.75 rounded.
        Assert.Equal("gA" + "__" + "AB" + "__" + "QA" + "oA", packed.Text);
        Assert.InRange(packed.Error, 0.49 * packed.Steps[1], 0.51 * packed.Steps[1]);
    }

    [Fact]
    public void Three_characters_hold_them_finer()
    {
        PackedWeights packed = PackedWeights.In18Bits(Matrix<double>.Build.DenseOfArray(new[,] { { 0.0, 131071, -131071, 1 } }));
        Assert.Equal([1.0], packed.Steps);
        Assert.Equal("gAA" + "___" + "AAB" + "gAB", packed.Text);
        Assert.Equal(0, packed.Error);
    }

    [Fact]
    public void A_byte_holds_each_weight_as_a_multiple_of_its_nodes_step()
    {
        PackedWeights packed = PackedWeights.In8Bits(Matrix<double>.Build.DenseOfArray(new[,] { { 0, 127, -127 }, { -1, 1, 0.25 } }));
        Assert.Equal([1, 1f / 127], packed.Steps);
        Assert.Equal([128, 255, 1, 1, 255, 128 + 32], Convert.FromBase64String(packed.Text));
        Assert.Equal(32.0 / 127 - 0.25, packed.Error, 1e-7);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-60)]
    public void Weights_too_small_for_a_step_are_zero(double weight)
    {
        PackedWeights packed = PackedWeights.In12Bits(Matrix<double>.Build.Dense(1, 2, weight));
        Assert.Equal(("gAgA", 0), (packed.Text, packed.Steps[0]));
        Assert.Equal(weight, packed.Error);
    }
}
