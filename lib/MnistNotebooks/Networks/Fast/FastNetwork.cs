using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.Fast;

/// <summary>One layer of a network, for its fast form. Weights and biases are written back to these arrays.</summary>
internal readonly record struct FastLayer(Matrix<double> Weights, Vector<double>? Biases, IFastActivation Activation);

/// <summary>
/// A network on digits in single precision: the forward and the backward pass of the readable network, step by step the same within
/// rounding. Each record of a step has a row in every layer's arrays. Errors are multiplied by the learning rate where they arise, so
/// that all that is carried back is a step already.
/// </summary>
internal sealed class FastNetwork
{
    private readonly FirstLayer _first;
    private readonly DenseLayer[] _above;
    private readonly IFastActivation[] _functions;
    private readonly Rows[] _activations;
    private readonly Rows[] _errors;
    private readonly Rows[] _steps;

    /// <param name="layers">At least one, the one next to the pixels first.</param>
    /// <param name="scale">How pixels become inputs.</param>
    /// <param name="records">Most records in a step.</param>
    /// <param name="rule">How weights change.</param>
    public FastNetwork(IReadOnlyList<FastLayer> layers, PixelScale scale, int records, UpdateRule rule)
    {
        _first = new(layers[0].Weights, layers[0].Biases, scale, rule);
        _above = [.. layers.Skip(1).Select(layer => new DenseLayer(layer.Weights, layer.Biases, rule))];
        _functions = [.. layers.Select(layer => layer.Activation)];
        (_activations, _errors, _steps) = (NewRows(records), NewRows(records), NewRows(records));
    }

    private FastNetwork(FastNetwork other, int records)
    {
        (_first, _above, _functions) = (other._first, other._above, other._functions);
        (_activations, _errors, _steps) = (NewRows(records), [], []);
    }

    /// <summary>Whether no weight or bias has overflowed.</summary>
    public bool IsFinite => _first.IsFinite && _above.All(layer => layer.IsFinite);

    /// <summary>The same weights with rows of its own, for the forward passes of another thread.</summary>
    public FastNetwork OnAnotherThread(int records) => new(this, records);

    /// <summary>
    /// The first layer's pre-activations for a batch, in the rows from <paramref name="row"/> on; to be filled before
    /// <see cref="Forward"/>.
    /// </summary>
    public void FillFirst(SparseBatch batch, int row) => _first.Forward(batch, _activations[0], row);

    /// <summary>Adds to a row's first pre-activations what the steps of the batch's records before it would have.</summary>
    public void CatchUp(SparseBatch batch, int row) => _first.CatchUp(batch, row, _steps[0], _activations[0][row]);

    /// <summary>The outputs for a row.</summary>
    [MethodImpl(Lanes.Hot)]
    public ReadOnlySpan<float> Forward(int row)
    {
        for (int i = 0; i < _activations.Length; i++)
        {
            Span<float> nodes = _activations[i][row];
            if (i > 0)
                _above[i - 1].Forward(_activations[i - 1][row], nodes);
            _functions[i].Apply(nodes, _activations[i].Length);
            _activations[i].ClearPadding(row);
        }
        return _activations[^1][row][.._activations[^1].Length];
    }

    /// <summary>Errors and steps of a row, after its <see cref="Forward"/>; returns Σ(target − output)².</summary>
    /// <param name="row">The record's row.</param>
    /// <param name="targets">The outputs wanted, padded with zeros.</param>
    /// <param name="loss">What is made smaller.</param>
    /// <param name="tutorialRule">Whether errors are carried back as they are, rather than the steps.</param>
    /// <param name="rate">What errors are multiplied with.</param>
    [MethodImpl(Lanes.Hot)]
    public float Backward(int row, ReadOnlySpan<float> targets, IFastLoss loss, bool tutorialRule, float rate)
    {
        int last = _functions.Length - 1;
        float squaredError = OutputErrors(row, targets, rate);
        for (int i = last; i >= 0; i--)
        {
            Span<float> steps = _steps[i][row];
            _errors[i][row].CopyTo(steps);
            if (i < last || !loss.IsOfPreActivations)
                _functions[i].Backward(steps, _activations[i][row]);
            if (i > 0)
                _above[i - 1].Backward(tutorialRule ? _errors[i][row] : steps, _errors[i - 1][row]);
        }
        return squaredError;
    }

    /// <summary>Adds a row's steps to the weights and biases above the first layer, or to their changes.</summary>
    [MethodImpl(Lanes.Hot)]
    public void LearnAbove(int row)
    {
        for (int i = 0; i < _above.Length; i++)
            _above[i].Learn(_steps[i + 1][row], _activations[i][row]);
    }

    /// <summary>
    /// The same for the first layer, with the steps of a batch's records, which are in the rows from <paramref name="row"/> on.
    /// </summary>
    public void LearnFirst(SparseBatch batch, int row) => _first.Learn(batch, _steps[0], row);

    /// <summary>Ends a mini-batch.</summary>
    public void Update(float learningRate)
    {
        _first.Update(learningRate);
        foreach (DenseLayer layer in _above)
            layer.Update(learningRate);
    }

    /// <summary>Brings the network's weights and biases up to date.</summary>
    public void WriteBack()
    {
        _first.WriteBack();
        foreach (DenseLayer layer in _above)
            layer.WriteBack();
    }

    private Rows[] NewRows(int records) => [new(records, _first.Nodes), .. _above.Select(layer => new Rows(records, layer.Nodes))];

    [MethodImpl(Lanes.Hot)]
    private float OutputErrors(int row, ReadOnlySpan<float> targets, float rate)
    {
        Span<Vector512<float>> errors = Lanes.Of(_errors[^1][row]);
        ReadOnlySpan<Vector512<float>> outputs = Lanes.Of(_activations[^1][row]), wanted = Lanes.Of(targets);
        Vector512<float> squares = Vector512<float>.Zero;
        for (int i = 0; i < errors.Length; i++)
        {
            Vector512<float> error = wanted[i] - outputs[i];
            squares += error * error;
            errors[i] = rate * error;
        }
        return Lanes.Sum(squares);
    }
}
