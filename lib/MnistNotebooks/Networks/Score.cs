using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Networks;

/// <summary>How a network did on a set of records.</summary>
public sealed class Score
{
    internal Score(Matrix<double> outputs, IReadOnlyList<int> labels)
    {
        Outputs = outputs;
        int[] predicted = new int[labels.Count];
        var mistakes = new List<int>();
        double[] columns = outputs.AsColumnMajorArray() ?? outputs.ToColumnMajorArray();
        Confusion = Matrix<double>.Build.Dense(outputs.ColumnCount, outputs.ColumnCount);
        for (int record = 0; record < labels.Count; record++)
        {
            for (int node = 1; node < outputs.ColumnCount; node++)
            {
                if (columns[node * labels.Count + record] > columns[predicted[record] * labels.Count + record])
                    predicted[record] = node;
            }
            Confusion[labels[record], predicted[record]]++;
            if (predicted[record] != labels[record])
                mistakes.Add(record);
        }
        Predicted = predicted;
        Mistakes = mistakes;
    }

    /// <summary>Share of the records that are right, 0…1.</summary>
    public double Accuracy => (double)(Predicted.Count - Mistakes.Count) / Predicted.Count;

    /// <summary>The chosen class of every record.</summary>
    public IReadOnlyList<int> Predicted { get; }

    /// <summary>The outputs of every record as a row: [records × outputs].</summary>
    public Matrix<double> Outputs { get; }

    /// <summary>Counts of records: a row per true label, a column per predicted class.</summary>
    public Matrix<double> Confusion { get; }

    /// <summary>Numbers of the records that are wrong, in order.</summary>
    public IReadOnlyList<int> Mistakes { get; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"accuracy {Accuracy:F4}: {Predicted.Count - Mistakes.Count} of {Predicted.Count} right");
}
