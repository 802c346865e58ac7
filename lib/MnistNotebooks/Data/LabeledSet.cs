using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Data;

/// <summary>Labelled records of any kind, a row of numbers for each: points of the plane, measurements, features.</summary>
public sealed class LabeledSet
{
    /// <summary>A set over the given arrays, which are not copied.</summary>
    /// <param name="inputs">[records × inputs], finite.</param>
    /// <param name="labels">One per record, from 0.</param>
    /// <exception cref="ArgumentException">There are not as many labels as records, a label is negative, or an input is not a finite number.</exception>
    public LabeledSet(Matrix<double> inputs, IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count != inputs.RowCount)
            throw new ArgumentException($"{inputs.RowCount} records need as many labels, but there are {labels.Count}.", nameof(labels));
        for (int record = 0; record < labels.Count; record++)
        {
            if (labels[record] < 0)
                throw new ArgumentException($"Record {record} has the label {labels[record]}; labels count from 0.", nameof(labels));
        }
        if (inputs.Find(value => !double.IsFinite(value), Zeros.AllowSkip) is (int row, int column, double value))
            throw new ArgumentException($"Inputs are finite numbers; input {column} of record {row} is {value}.", nameof(inputs));
        Inputs = inputs;
        Labels = labels;
        Classes = labels.DefaultIfEmpty(-1).Max() + 1;
    }

    /// <summary>A row per record: [records × inputs].</summary>
    public Matrix<double> Inputs { get; }

    /// <summary>One per record, 0…<see cref="Classes"/> − 1.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>Number of records.</summary>
    public int Count => Labels.Count;

    /// <summary>One more than the largest label.</summary>
    public int Classes { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Count} records of {Inputs.ColumnCount} inputs, {Classes} classes";
}
