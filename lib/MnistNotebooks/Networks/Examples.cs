using System.Runtime.ExceptionServices;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;

namespace MnistNotebooks.Networks;

/// <summary>Labelled records, however they are stored: what training and scoring ask of a set.</summary>
internal sealed class Examples
{
    private readonly int _inputs;
    private readonly Func<int, Vector<double>> _inputsOf;

    private Examples(int[] labels, int inputs, Func<int, Vector<double>> inputsOf, DigitSet? digits)
    {
        Labels = labels;
        _inputs = inputs;
        _inputsOf = inputsOf;
        Digits = digits;
    }

    /// <summary>One per record.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>The records as digits, which can be computed fast; null when they are something else.</summary>
    public DigitSet? Digits { get; }

    public static Examples Of(DigitSet digits, PixelScale scale) =>
        new(Array.ConvertAll(digits.Labels.ToArray(), label => (int)label), DigitSet.PixelCount, record =>
            digits[record].Inputs(scale), digits);

    public static Examples Of(LabeledSet set) => new([.. set.Labels], set.Inputs.ColumnCount, set.Inputs.Row, null);

    public Vector<double> InputsOf(int record) => _inputsOf(record);

    /// <summary>Outputs of the readable forward pass, a row for each record.</summary>
    public Matrix<double> Outputs(Network network)
    {
        Matrix<double> outputs = Matrix<double>.Build.Dense(Labels.Count, network.Outputs);
        try
        {
            Parallel.For(0, Labels.Count, record => outputs.SetRow(record, network.Forward(InputsOf(record)).Outputs));
        }
        catch (AggregateException faults)
        {
            // What an activation of the reader's own has thrown, as if it had been one thread.
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }
        return outputs;
    }

    /// <summary>Refuses records that the network can't take, an empty set, and weights that are no numbers.</summary>
    public void CheckFit(Network network, string parameter)
    {
        if (Labels.Count == 0)
            throw new ArgumentException("The set has no records.", parameter);
        if (network.Inputs != _inputs)
        {
            throw new ArgumentException(
                Digits is null ? $"A record has {_inputs} inputs, but the network takes {network.Inputs}."
                    : $"Digits have {_inputs} pixels, but the network takes {network.Inputs} inputs.", nameof(network));
        }
        for (int layer = 0; layer < network.Layers.Count; layer++)
        {
            if (!network.Layers[layer].IsFinite)
            {
                throw new ArgumentException($"The weights and biases of layer {layer} are not all finite numbers: "
                    + "something has written into them since the layer was made.", nameof(network));
            }
        }
        for (int record = 0; record < Labels.Count; record++)
        {
            if (Labels[record] >= network.Outputs)
            {
                throw new ArgumentException(
                    $"Record {record} has the label {Labels[record]}, but the network has {network.Outputs} outputs, "
                    + $"for the labels 0 to {network.Outputs - 1}.", parameter);
            }
        }
    }
}
