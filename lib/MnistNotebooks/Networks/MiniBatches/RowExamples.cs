using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.MiniBatches;

internal sealed record RowExamples(LabeledSet Set) : IExamples
{
    public int Count => Set.Count;

    public int Inputs => Set.Inputs.ColumnCount;

    public int LabelOf(int record) => Set.Labels[record];

    public Vector<double> InputsOf(int record) => Set.Inputs.Row(record);
}
