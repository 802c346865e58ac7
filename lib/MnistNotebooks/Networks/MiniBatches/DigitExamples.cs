using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks.InnerLoop;

namespace MnistNotebooks.Networks.MiniBatches;

internal sealed record DigitExamples(DigitSet Digits, PixelScale Scale, TrainingOptions Options) : IExamples
{
    /// <summary>The digits' ink, where others learn from it as well.</summary>
    public SharedInk? Shared { get; init; }

    public int Count => Digits.Count;

    public int Inputs => DigitSet.PixelCount;

    public int LabelOf(int record) => Digits.Labels[record];

    public Vector<double> InputsOf(int record) => Digits[record].Inputs(Scale);

    public IExamples In(int epoch) => Options.Distortion is null ? this
        : this with { Digits = Options.Distortion.Apply(Digits, Options.Seed, epoch, Options.Cores), Shared = null };

    public Tally Judge(Network network, Loss loss, int start, int count)
    {
        var tally = new Tally();
        Matrix<double> outputs = Scoring.Outputs(network, Digits.Range(start, count));
        for (int i = 0; i < count; i++)
            tally.Count(outputs.Row(i), LabelOf(start + i), loss);
        return tally;
    }
}
