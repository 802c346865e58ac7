using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;

namespace MnistNotebooks.Networks;

/// <summary>Fully connected layers, one after the other, computed the way the formulas read.</summary>
public sealed class Network
{
    /// <summary>A network of the given layers, the one next to the inputs first.</summary>
    /// <exception cref="ArgumentException">There is no layer, or one does not take as many inputs as the layer before it has
    /// nodes.</exception>
    public Network(params IReadOnlyList<Layer> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Count == 0)
            throw new ArgumentException("A network has at least one layer.", nameof(layers));
        for (int i = 1; i < layers.Count; i++)
        {
            if (layers[i].Inputs != layers[i - 1].Outputs)
                throw new ArgumentException(
                    $"Layer {i} takes {layers[i].Inputs} inputs, but layer {i - 1} has {layers[i - 1].Outputs} nodes.", nameof(layers));
        }
        Layers = [.. layers];
    }

    /// <summary>The layers, the one next to the inputs first.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>How pixels become the network's inputs, in training and ever after: the tutorial's 0.01…1.0 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The scale's offset or factor is not a finite number.</exception>
    public PixelScale Scale
    {
        get;
        init => field = double.IsFinite(value.Offset) && double.IsFinite(value.Factor) ? value
            : throw new ArgumentOutOfRangeException(nameof(Scale), value, "A pixel scale's offset and factor are finite numbers.");
    } = PixelScale.Tutorial;

    /// <summary>Number of inputs of the first layer.</summary>
    public int Inputs => Layers[0].Inputs;

    /// <summary>Number of nodes of the last layer.</summary>
    public int Outputs => Layers[^1].Outputs;

    /// <summary>
    /// The tutorial's network: 784 inputs, one hidden layer, 10 outputs, sigmoids, no biases; both weight matrices
    /// (wih, then who) drawn from a normal distribution with standard deviation hiddenNodes^-0.5.
    /// </summary>
    /// <param name="hiddenNodes">1…100,000.</param>
    /// <param name="seed">The same seed gives the same weights.</param>
    /// <exception cref="ArgumentOutOfRangeException">hiddenNodes is below 1 or above 100,000.</exception>
    public static Network Tutorial(int hiddenNodes = 200, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hiddenNodes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hiddenNodes, NetworkDescription.MostNodes);
        return new NetworkDescription { Hidden = [hiddenNodes], Seed = seed }.Create();
    }

    /// <summary>What the network sees of a digit: 784 inputs on its own <see cref="Scale"/>.</summary>
    public Vector<double> InputsOf(Digit digit)
    {
        ArgumentNullException.ThrowIfNull(digit);
        return digit.Inputs(Scale);
    }

    /// <summary>The forward pass of one record.</summary>
    /// <exception cref="ArgumentException">The number of inputs is wrong.</exception>
    public ForwardPass Forward(Vector<double> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var passed = new List<LayerForward>(Layers.Count);
        Vector<double> signal = inputs;
        foreach (Layer layer in Layers)
        {
            passed.Add(layer.Forward(signal));
            signal = passed[^1].Activations;
        }
        return new(inputs, passed);
    }

    /// <summary>The backward pass of one record: from the output errors to the directions of every weight and bias.</summary>
    /// <param name="forward">The record's forward pass.</param>
    /// <param name="targets">The outputs wanted for it.</param>
    /// <param name="rule">How errors are carried back.</param>
    /// <param name="loss">What the outputs are judged by: the squared error, whose errors are targets − outputs, when null.</param>
    /// <exception cref="ArgumentException">The number of targets is wrong, or the pass is one of a network of another shape.</exception>
    public BackwardPass Backward(ForwardPass forward, Vector<double> targets, BackwardRule rule, Loss? loss = null)
    {
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(targets);
        loss ??= Loss.SquaredError;
        if (targets.Count != Outputs)
            throw new ArgumentException($"The network has {Outputs} outputs, but {targets.Count} targets were given.", nameof(targets));
        if (forward.Layers.Count != Layers.Count || forward.Inputs.Count != Inputs
            || Layers.Zip(forward.Layers).Any(pair => pair.First.Outputs != pair.Second.Activations.Count))
        {
            string other = string.Join('-', [forward.Inputs.Count, .. forward.Layers.Select(layer => layer.Activations.Count)]);
            throw new ArgumentException($"The pass is one of a network {other}; this one is {this}.", nameof(forward));
        }
        var passed = new LayerBackward[Layers.Count];
        Vector<double> errors = loss.Errors(forward.Outputs, targets),
            deltas = loss.Deltas(Layers[^1].Activation, forward.Layers[^1], targets);
        passed[^1] = new(errors, deltas, forward.InputsOf(passed.Length - 1));
        for (int i = passed.Length - 2; i >= 0; i--)
        {
            errors = Layers[i + 1].Weights.TransposeThisAndMultiply(rule == BackwardRule.Tutorial ? errors : deltas);
            deltas = Layers[i].Activation.Backward(errors, forward.Layers[i].PreActivations, forward.Layers[i].Activations);
            passed[i] = new(errors, deltas, forward.InputsOf(i));
        }
        return new(passed);
    }

    /// <summary>One training step: forward, backward, then every weight and bias moves by learning rate × direction.</summary>
    /// <param name="inputs">One record's inputs.</param>
    /// <param name="targets">The outputs wanted for it.</param>
    /// <param name="learningRate">Above 0.</param>
    /// <param name="rule">How errors are carried back.</param>
    /// <exception cref="ArgumentException">The number of inputs or targets is wrong, one of them is not a finite number, or the learning
    /// rate is not a number above 0.</exception>
    /// <exception cref="InvalidOperationException">A weight or bias is not a finite number, or so large that the pass has none.</exception>
    public TrainingStep TrainStep(Vector<double> inputs, Vector<double> targets, double learningRate = 0.1,
        BackwardRule rule = BackwardRule.Tutorial)
    {
        TrainingOptions.CheckLearningRate(learningRate, nameof(learningRate));
        CheckFinite(inputs, nameof(inputs));
        CheckFinite(targets, nameof(targets));
        ForwardPass forward = Forward(inputs);
        BackwardPass backward = Backward(forward, targets, rule);
        if (!backward.Layers.All(step => step.Deltas.All(double.IsFinite)))
        {
            throw new InvalidOperationException("The pass gives values that are not finite numbers, and nothing is learned from them: "
                + "a weight or bias is no number, or too large.");
        }
        foreach ((Layer layer, LayerBackward step) in Layers.Zip(backward.Layers))
            layer.Learn(step, learningRate);
        return new(forward, backward);
    }

    /// <summary>Passes every record of a set through the network and counts what is right.</summary>
    /// <param name="digits">At least one record.</param>
    /// <exception cref="ArgumentException">The set is empty, or network and digits don't fit.</exception>
    public Score Score(DigitSet digits)
    {
        ArgumentNullException.ThrowIfNull(digits);
        var examples = Examples.Of(digits, Scale);
        examples.CheckFit(this, nameof(digits));
        return new(FastLoop.Outputs(this, digits) ?? examples.Outputs(this), examples.Labels);
    }

    /// <summary>Passes every record of a set through the network and counts what is right.</summary>
    /// <param name="set">At least one record.</param>
    /// <exception cref="ArgumentException">The set is empty, or network and set don't fit.</exception>
    public Score Score(LabeledSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var examples = Examples.Of(set);
        examples.CheckFit(this, nameof(set));
        return new(examples.Outputs(this), examples.Labels);
    }

    /// <summary>A network with its own copy of all weights and biases.</summary>
    public Network Copy() => new([.. Layers.Select(layer => layer.Copy())]) { Scale = Scale };

    /// <summary>Gives another network of the same shape these weights and biases.</summary>
    internal void CopyTo(Network other)
    {
        for (int i = 0; i < Layers.Count; i++)
        {
            Layers[i].Weights.CopyTo(other.Layers[i].Weights);
            Layers[i].Biases?.CopyTo(other.Layers[i].Biases);
        }
    }

    // One that is none would make none of every weight.
    private static void CheckFinite(Vector<double> values, string parameter)
    {
        ArgumentNullException.ThrowIfNull(values, parameter);
        if (values.Find(value => !double.IsFinite(value), Zeros.AllowSkip) is (int place, double value))
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Finite numbers are learned from; number {place} is {value}."), parameter);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Inputs}-{string.Join('-', Layers.Select(layer => layer.Outputs))}";
}
