using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>
/// The layers from the output down to the first whose pre-activations the slices add up; they are small enough for every core to compute on its own.
/// Errors are multiplied by the learning rate where they arise, so that all that is carried back is a step already.
/// </summary>
internal sealed class UpperLayers
{
    private readonly Layer[] _layers;
    private readonly bool _ownBiases;
    private readonly TrainingOptions _options;
    private readonly FastLoss _loss;
    private readonly DenseWeights[] _weights;
    private readonly Parameters[] _biases;
    private readonly Rows[] _activations;
    private readonly Rows[] _errors;
    private readonly Rows[] _steps;
    private readonly Rows _targets;

    /// <summary>Layers whose first gets its pre-activations from outside.</summary>
    /// <param name="layers">At least one.</param>
    /// <param name="biases">Whether the first layer's biases are to be added here.</param>
    /// <param name="options">How they learn.</param>
    /// <param name="records">Most records between two changes of the weights.</param>
    public UpperLayers(IEnumerable<Layer> layers, bool biases, TrainingOptions options, int records)
    {
        _layers = [.. layers];
        _ownBiases = biases;
        _options = options;
        _loss = options.Loss.Fast!;
        _weights = [.. _layers.Skip(1).Select(layer => new DenseWeights(layer.Weights, 0, layer.Inputs, options))];
        _biases = new Parameters[_layers.Length];
        _activations = [.. _layers.Select(layer => new Rows(records, layer.Outputs))];
        _errors = [.. _layers.Select(layer => new Rows(records, layer.Outputs))];
        _steps = [.. _layers.Select(layer => new Rows(records, layer.Outputs))];
        for (int i = 0; i < _layers.Length; i++)
        {
            _biases[i] = new(_activations[i].Width, options, penalised: false);
            if (i > 0 || biases)
                _layers[i].Biases?.Map(bias => (float)bias).AsArray().CopyTo(_biases[i].Values.Span);
        }
        _targets = new(DigitSet.Classes, Outputs);
        for (int label = 0; label < Math.Min(Outputs, DigitSet.Classes); label++)
            options.Loss.TargetsOf(label, Outputs).Map(target => (float)target).AsArray().CopyTo(_targets[label]);
    }

    /// <summary>Whether no weight or bias has overflowed.</summary>
    public bool IsFinite => _weights.All(weights => weights.IsFinite) && _biases.All(biases => biases.Values.IsFinite);

    /// <summary>Number of nodes of the first layer.</summary>
    public int Inputs => _layers[0].Outputs;

    private int Outputs => _layers[^1].Outputs;

    /// <summary>The first layer's pre-activations for a record, without biases; to be filled before <see cref="Forward"/>.</summary>
    public Span<float> PreActivations(int row) => _activations[0][row];

    /// <summary>What the layer below the first is told of a record: errors or steps, as the rule has it.</summary>
    public ReadOnlySpan<float> Signals(int row) => Signals(0, row);

    /// <summary>Learning rate × delta of the first layer.</summary>
    public ReadOnlySpan<float> Steps(int row) => _steps[0][row];

    /// <summary>The outputs for a record.</summary>
    [MethodImpl(Hot.Path)]
    public ReadOnlySpan<float> Forward(int row)
    {
        for (int i = 0; i < _layers.Length; i++)
        {
            Span<float> nodes = _activations[i][row];
            if (i > 0)
                nodes.Clear();
            Row.Add(_biases[i].Values.Span, nodes);
            if (i > 0)
                _weights[i - 1].AddProducts(_activations[i - 1][row], nodes);
            _layers[i].Activation.Fast!.Apply(nodes, _layers[i].Outputs);
            _activations[i].ClearPadding(row);
        }
        return _activations[^1][row][..Outputs];
    }

    /// <summary>Errors and steps of a record, after its <see cref="Forward"/>.</summary>
    [MethodImpl(Hot.Path)]
    public void Backward(int row, int label, float learningRate, Tally tally)
    {
        ReadOnlySpan<float> outputs = _activations[^1][row][..Outputs];
        double squaredError = OutputErrors(row, label, learningRate);
        tally.Count(squaredError, IsLargest(outputs, label), _loss.Value(squaredError, outputs[label]));
        for (int i = _layers.Length - 1; i >= 0; i--)
        {
            _errors[i][row].CopyTo(_steps[i][row]);
            if (i < _layers.Length - 1 || !_loss.IsOfPreActivations)
                _layers[i].Activation.Fast!.PullBack(_steps[i][row], _activations[i][row]);
            if (i == 0)
                break;
            _errors[i - 1][row].Clear();
            _weights[i - 1].CarryBack(Signals(i, row), _errors[i - 1][row]);
        }
    }

    /// <summary>Adds a record's steps to weights and biases, or to what they will be changed by.</summary>
    [MethodImpl(Hot.Path)]
    public void Learn(int row)
    {
        for (int i = 0; i < _layers.Length; i++)
        {
            if (i > 0)
                _weights[i - 1].Learn(_steps[i][row], _activations[i - 1][row]);
            if (_layers[i].Biases is not null && (i > 0 || _ownBiases))
                Row.Add(_steps[i][row], _biases[i].Directions.Span);
        }
    }

    /// <summary>Ends a mini-batch.</summary>
    public void Step(float learningRate)
    {
        foreach (DenseWeights weights in _weights)
            weights.Step(learningRate);
        foreach (Parameters biases in _biases)
            biases.Step(learningRate);
    }

    /// <summary>Takes over the weights and biases of another copy of the same layers.</summary>
    public void CopyFrom(UpperLayers other)
    {
        for (int i = 0; i < _weights.Length; i++)
            _weights[i].CopyFrom(other._weights[i]);
        for (int i = 0; i < _biases.Length; i++)
            _biases[i].CopyFrom(other._biases[i]);
    }

    /// <summary>Brings the network's weights and biases up to date.</summary>
    public void WriteBack()
    {
        foreach (DenseWeights weights in _weights)
            weights.WriteBack();
        for (int i = _ownBiases ? 0 : 1; i < _layers.Length; i++)
            _layers[i].Biases?.MapIndexedInplace((node, _) => _biases[i].Values[node], Zeros.Include);
    }

    private ReadOnlySpan<float> Signals(int layer, int row) => _options.Rule == BackwardRule.Tutorial ? _errors[layer][row] : _steps[layer][row];

    [MethodImpl(Hot.Path)]
    private float OutputErrors(int row, int label, float learningRate)
    {
        Span<Vector512<float>> errors = _errors[^1].Lanes(row);
        ReadOnlySpan<Vector512<float>> outputs = _activations[^1].Lanes(row), targets = _targets.Lanes(label);
        Vector512<float> squares = Vector512<float>.Zero;
        for (int i = 0; i < errors.Length; i++)
        {
            Vector512<float> error = targets[i] - outputs[i];
            squares += error * error;
            errors[i] = learningRate * error;
        }
        return Vector512.Sum(squares);
    }

    /// <summary>Whether the output is larger than those before it and not smaller than those behind it.</summary>
    private static bool IsLargest(ReadOnlySpan<float> outputs, int label)
    {
        float chosen = outputs[label];
        for (int i = 0; i < outputs.Length; i++)
        {
            if (outputs[i] > chosen || (outputs[i] == chosen && i < label))
                return false;
        }
        return true;
    }
}
