using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Tests.Networks;

/// <summary>Comparisons that say which element is off.</summary>
internal static class Arrays
{
    /// <summary>|actual − expected| ≤ tolerance · max(1, |expected|) in every element.</summary>
    public static void AssertClose(Matrix<double> expected, Matrix<double> actual, double tolerance)
    {
        Assert.Equal((expected.RowCount, expected.ColumnCount), (actual.RowCount, actual.ColumnCount));
        for (int row = 0; row < expected.RowCount; row++)
        {
            for (int column = 0; column < expected.ColumnCount; column++)
            {
                double wanted = expected[row, column], got = actual[row, column];
                Assert.True(Math.Abs(got - wanted) <= tolerance * Math.Max(1, Math.Abs(wanted)),
                    $"[{row}, {column}] is {got:R}, expected {wanted:R}.");
            }
        }
    }

    public static void AssertClose(Vector<double> expected, Vector<double> actual, double tolerance) =>
        AssertClose(expected.ToColumnMatrix(), actual.ToColumnMatrix(), tolerance);

    public static void AssertClose(MnistNotebooks.Networks.Network expected, MnistNotebooks.Networks.Network actual, double tolerance)
    {
        foreach ((MnistNotebooks.Networks.Layer wanted, MnistNotebooks.Networks.Layer got) in expected.Layers.Zip(actual.Layers))
        {
            AssertClose(wanted.Weights, got.Weights, tolerance);
            Assert.Equal(wanted.Biases is null, got.Biases is null);
            if (wanted.Biases is not null)
                AssertClose(wanted.Biases, got.Biases!, tolerance);
        }
    }
}
