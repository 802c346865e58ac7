using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Data;

/// <summary>One picture of a handwritten digit, copied out of a <see cref="DigitSet"/>.</summary>
/// <param name="Index">Its record number in the set, counted from 0.</param>
/// <param name="Label">The digit it shows, 0…9.</param>
/// <param name="Pixels">784 grey levels row by row, 0 (paper) to 255 (ink).</param>
public sealed record Digit(int Index, int Label, byte[] Pixels)
{
    /// <summary>The grey levels as a 28×28 matrix, 0…255, first row at the top.</summary>
    public Matrix<double> Image() => Matrix<double>.Build.Dense(DigitSet.Side, DigitSet.Side, (row, column) => Pixels[row * DigitSet.Side + column]);

    /// <summary>The 784 network inputs on the given scale.</summary>
    public Vector<double> Inputs(PixelScale scale) => Vector<double>.Build.Dense(Pixels.Length, i => scale.Apply(Pixels[i]));
}
