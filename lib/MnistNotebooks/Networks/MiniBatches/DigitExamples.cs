using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.MiniBatches;

internal sealed record DigitExamples(DigitSet Digits, PixelScale Scale) : IExamples
{
    public int Count => Digits.Count;

    public int Inputs => DigitSet.PixelCount;

    public int LabelOf(int record) => Digits.Labels[record];

    public Vector<double> InputsOf(int record) => Digits[record].Inputs(Scale);
}
