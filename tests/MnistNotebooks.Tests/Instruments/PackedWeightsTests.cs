using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Instruments;

namespace MnistNotebooks.Tests.Instruments;

public sealed class PackedWeightsTests
{
    [Fact]
    public void Three_characters_hold_each_weight_as_a_multiple_of_its_nodes_step()
    {
        PackedWeights packed =
            PackedWeights.In18Bits(Matrix<double>.Build.DenseOfArray(new[,] { { 0.0, 131071, -131071 }, { 0.5, 0.125, 0 } }));
        Assert.Equal([1, 0.5f / 131071], packed.Steps);
        // 131072, 262143 and 1; then 131072 + 131071, + 32767.75 rounded, + 0.
        Assert.Equal("gAA" + "___" + "AAB" + "___" + "oAA" + "gAA", packed.Text);
        Assert.InRange(packed.Error, 0.24 * packed.Steps[1], 0.26 * packed.Steps[1]);
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
        PackedWeights packed = PackedWeights.In18Bits(Matrix<double>.Build.Dense(1, 2, weight));
        Assert.Equal(("gAAgAA", 0), (packed.Text, packed.Steps[0]));
        Assert.Equal(weight, packed.Error);
    }
}
