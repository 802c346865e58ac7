using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MnistNotebooks.Data.Drawing;

namespace MnistNotebooks.Data.Distorting;

/// <summary>
/// Random movements of a picture's pixels along one axis, smooth because each is a mean of those around it with the weights of a Gaussian.
/// With K the matrix of these weights along one axis, noise N becomes K·N·K.
/// </summary>
internal sealed class ElasticField
{
    private const int Side = DigitSet.Side;

    // A row of 28 in two vectors of 16.
    private const int Lanes = 2;
    private const int Width = Lanes * 16;

    private readonly float[] _gaussian = new float[Side * Width];
    private readonly float[] _noise = new float[Side * Width];
    private readonly float[] _smoothed = new float[Side * Width];

    public ElasticField(double smoothness)
    {
        double Weight(int distance) => Math.Exp(-distance * distance / (2 * smoothness * smoothness));
        double sum = Enumerable.Range(-Side, 2 * Side + 1).Sum(Weight);
        for (int row = 0; row < Side; row++)
        {
            for (int column = 0; column < Side; column++)
                _gaussian[row * Width + column] = (float)(Weight(row - column) / sum);
        }
    }

    /// <summary>Fills 784 movements in pixels, row by row: noise of ±<paramref name="strength"/>, smoothed.</summary>
    public void Fill(Span<float> movements, float strength, ref RandomStream random)
    {
        for (int row = 0; row < Side; row++)
        {
            for (int column = 0; column < Side; column++)
                _noise[row * Width + column] = (float)random.Uniform(-strength, strength);
        }
        Multiply(_noise, _gaussian, _smoothed);
        Multiply(_gaussian, _smoothed, _noise);
        for (int row = 0; row < Side; row++)
            _noise.AsSpan(row * Width, Side).CopyTo(movements[(row * Side)..]);
    }

    /// <summary>product = left · right, all 28×28.</summary>
    private static void Multiply(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> product)
    {
        ReadOnlySpan<Vector512<float>> rows = MemoryMarshal.Cast<float, Vector512<float>>(right);
        Span<Vector512<float>> sums = MemoryMarshal.Cast<float, Vector512<float>>(product);
        for (int row = 0; row < Side; row++)
        {
            Vector512<float> first = Vector512<float>.Zero, second = Vector512<float>.Zero;
            for (int i = 0; i < Side; i++)
            {
                Vector512<float> factor = Vector512.Create(left[row * Width + i]);
                first = Vector512.FusedMultiplyAdd(factor, rows[i * Lanes], first);
                second = Vector512.FusedMultiplyAdd(factor, rows[i * Lanes + 1], second);
            }
            sums[row * Lanes] = first;
            sums[row * Lanes + 1] = second;
        }
    }
}
