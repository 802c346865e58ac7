using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks.InnerLoop;

namespace MnistNotebooks.Networks.MiniBatches;

/// <summary>Labelled records that a network learns from or is tested on, however they are stored.</summary>
internal interface IExamples
{
    int Count { get; }

    /// <summary>Inputs of each record.</summary>
    int Inputs { get; }

    int LabelOf(int record);

    Vector<double> InputsOf(int record);

    /// <summary>What one epoch is to learn from: the records, or what a distortion makes of them in this epoch.</summary>
    IExamples In(int epoch);

    /// <summary>Counts what a network makes of <paramref name="count"/> records from number <paramref name="start"/> on.</summary>
    Tally Judge(Network network, Loss loss, int start, int count);
}
