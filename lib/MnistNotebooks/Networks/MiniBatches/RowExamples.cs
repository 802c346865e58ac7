using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks.InnerLoop;

namespace MnistNotebooks.Networks.MiniBatches;

internal sealed record RowExamples(LabeledSet Set) : IExamples
{
    public int Count => Set.Count;

    public int Inputs => Set.Inputs.ColumnCount;

    public int LabelOf(int record) => Set.Labels[record];

    public Vector<double> InputsOf(int record) => Set.Inputs.Row(record);

    public IExamples In(int epoch) => this;

    public Tally Judge(Network network, Loss loss, int start, int count)
    {
        var tally = new Tally();
        for (int record = start; record < start + count; record++)
            tally.Count(network.Forward(InputsOf(record)), LabelOf(record), loss);
        return tally;
    }
}
