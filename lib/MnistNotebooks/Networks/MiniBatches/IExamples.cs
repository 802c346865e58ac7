using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Networks.MiniBatches;

/// <summary>Labelled records that a network learns from or is tested on, however they are stored.</summary>
internal interface IExamples
{
    int Count { get; }

    /// <summary>Inputs of each record.</summary>
    int Inputs { get; }

    int LabelOf(int record);

    Vector<double> InputsOf(int record);
}
