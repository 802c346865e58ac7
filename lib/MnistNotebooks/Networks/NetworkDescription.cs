using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;

namespace MnistNotebooks.Networks;

/// <summary>Everything that determines a network before training; the defaults are the tutorial's 784-200-10 network.</summary>
public sealed record NetworkDescription
{
    /// <summary>The most nodes of a layer.</summary>
    internal const int MostNodes = 100_000;

    // 2 GB.
    private const long MostWeights = 250_000_000;

    /// <summary>Number of inputs, 1…100,000: 784, the pixels of a digit, by default.</summary>
    public int Inputs { get; init; } = DigitSet.PixelCount;

    /// <summary>
    /// Nodes of each hidden layer, the one next to the inputs first, each 1…100,000: one layer of 200 by default. Empty for no hidden
    /// layer.
    /// </summary>
    public IReadOnlyList<int> Hidden { get; init; } = [200];

    /// <summary>Number of outputs, 1…100,000: 10, the digits, by default.</summary>
    public int Outputs { get; init; } = DigitSet.Classes;

    /// <summary>Activation of the hidden layers: sigmoid by default.</summary>
    public Activation HiddenActivation { get; init; } = Activation.Sigmoid;

    /// <summary>Activation of the last layer: sigmoid by default.</summary>
    public Activation OutputActivation { get; init; } = Activation.Sigmoid;

    /// <summary>Whether the layers have biases: not by default. They start at 0.</summary>
    public bool Biases { get; init; }

    /// <summary>How pixels become inputs: the tutorial's 0.01…1.0 by default.</summary>
    public PixelScale Scale { get; init; } = PixelScale.Tutorial;

    /// <summary>How start weights are drawn: the tutorial's way by default.</summary>
    public Initialization Initialization { get; init; } = Initialization.Tutorial;

    /// <summary>The same seed gives the same start weights: 1 by default.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What frameworks build today: 64 hidden ReLU nodes, softmax, biases, Glorot's weights, inputs 0…1.</summary>
    public static NetworkDescription Modern { get; } = new()
    {
        Hidden = [64],
        HiddenActivation = Activation.ReLU,
        OutputActivation = Activation.Softmax,
        Biases = true,
        Initialization = Initialization.Glorot,
        Scale = PixelScale.Unit,
    };

    /// <summary>A new network with its start weights.</summary>
    /// <exception cref="ArgumentException">A number of nodes or weights is out of its range, or an activation is null.</exception>
    public Network Create()
    {
        Check();
        var random = new Random(Seed);
        int[] nodes = [Inputs, .. Hidden, Outputs];
        var layers = new Layer[nodes.Length - 1];
        for (int i = 0; i < layers.Length; i++)
        {
            bool last = i == layers.Length - 1;
            Matrix<double> weights = Initialization.Draw(nodes[i + 1], nodes[i], last, random);
            Vector<double>? biases = Biases ? Vector<double>.Build.Dense(nodes[i + 1]) : null;
            layers[i] = new(weights, biases, last ? OutputActivation : HiddenActivation);
        }
        return new(layers) { Scale = Scale };
    }

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Inputs, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Inputs, MostNodes);
        ArgumentOutOfRangeException.ThrowIfLessThan(Outputs, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Outputs, MostNodes);
        ArgumentNullException.ThrowIfNull(Hidden);
        ArgumentNullException.ThrowIfNull(HiddenActivation);
        ArgumentNullException.ThrowIfNull(OutputActivation);
        for (int i = 0; i < Hidden.Count; i++)
        {
            if (Hidden[i] is < 1 or > MostNodes)
                throw new ArgumentOutOfRangeException(nameof(Hidden), Hidden[i],
                    $"A hidden layer has 1 to {MostNodes} nodes; hidden layer {i} has {Hidden[i]}.");
        }
        int[] nodes = [Inputs, .. Hidden, Outputs];
        long weights = nodes.Zip(nodes.Skip(1), (inputs, outputs) => (long)inputs * outputs).Sum();
        if (weights > MostWeights)
        {
            throw new ArgumentOutOfRangeException(nameof(Hidden), weights,
                $"A network has at most {MostWeights} weights; {string.Join('-', nodes)} would have {weights}.");
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{string.Join('-', (int[])[Inputs, .. Hidden, Outputs])} {HiddenActivation}, "
            + $"{OutputActivation}{(Biases ? ", biases" : "")}, {Initialization} weights of seed {Seed}";
}
