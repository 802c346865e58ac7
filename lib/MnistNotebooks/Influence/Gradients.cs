using MathNet.Numerics.Integration;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Influence;

/// <summary>
/// Gradient × input (Shrikumar et al. 2016): the gradient at the picture, times how far each input is from the baseline. What the target
/// would change by if it went on as steeply as it does at the picture.
/// </summary>
public sealed record GradientTimesInput : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "gradient × input";

    private protected override AttributionEstimate Estimate(InputPair pair, TargetReadout readout, int picture)
    {
        Backward.Rule gradient = Backward.Gradient(pair.Network, pair.Computed);
        return Backward.Shares(pair, readout, pair.Inputs - pair.Baseline,
            target => Backward.OnPicture(pair, target, (layer, slopes) => gradient(layer, 1, slopes)));
    }
}

/// <summary>
/// Integrated gradients (Sundararajan, Taly and Yan 2017): the mean gradient on the straight path from the baseline to the picture, times
/// how far each input is from the baseline. The shares sum to the target's change. On networks of ReLU and identity layers the path is
/// split where a node switches, and the result is exact; elsewhere the integral is taken by Gauss-Legendre points.
/// </summary>
public sealed record IntegratedGradients : AttributionMethod
{
    /// <summary>Gauss-Legendre points on the path, or on each of its parts when ReLU layers bend it: at least 1, 50 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Points
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Integrated gradients need at least 1 point.");
    } = 50;

    /// <inheritdoc/>
    public override string Name => "integrated gradients";

    private protected override AttributionEstimate Estimate(InputPair pair, TargetReadout readout, int picture)
    {
        var path = new StraightPath(pair);
        // One point gives the gradient of a linear part.
        return Backward.Shares(pair, readout, pair.Inputs - pair.Baseline,
            target => path.MeanGradient(target, path.Bends(), path.IsPiecewiseLinear(target) ? 1 : Points));
    }
}

/// <summary>
/// Layer-wise relevance propagation with the ε rule (Bach et al. 2015): the target's value is handed down, and every node gives its
/// relevance to its inputs in proportion to input × weight; activations pass it on unchanged, and biases keep their part. That is
/// backpropagation with activation ÷ pre-activation in the place of every slope (Ancona et al. 2018), which is how it is computed.
/// The baseline is not used, since what is shared out is the value itself and not a change; the shares sum to the value only without
/// biases.
/// </summary>
public sealed record LayerwiseRelevance : AttributionMethod
{
    /// <summary>
    /// Added to the size of every pre-activation that is divided by: above 0, 0.25 by default. A sigmoid node hands down half of its range
    /// when its pre-activation is near 0, so that a small ε lets the shares of such nodes explode; ReLU networks stand 1e-6.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number above 0.</exception>
    public double Epsilon
    {
        get;
        init => field = value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "ε is a finite number above 0.");
    } = 0.25;

    /// <inheritdoc/>
    public override string Name => "LRP-ε";

    private protected override AttributionEstimate Estimate(InputPair pair, TargetReadout readout, int picture) =>
        Backward.Shares(pair, readout, pair.Inputs, target => Backward.OnPicture(pair, target, (layer, slopes) =>
        {
            ReadOnlySpan<double> preActivations = pair.OnPicture(layer, NodeValue.PreActivation);
            ReadOnlySpan<double> activations = pair.OnPicture(layer, NodeValue.Activation);
            for (int node = 0; node < slopes.Length; node++)
                slopes[node] *= activations[node] / (preActivations[node] + (preActivations[node] < 0 ? -Epsilon : Epsilon));
        }));
}

/// <summary>
/// DeepLIFT with the rescale rule (Shrikumar, Greenside and Kundaje 2017): backpropagation in which every slope is replaced by the mean
/// slope between baseline and picture, change of the activation ÷ change of the pre-activation. The shares sum to the target's change.
/// Softmax, whose nodes depend on each other, takes the mean of its slopes on the straight line between the two, which is the same thing
/// for all other activations.
/// </summary>
public sealed record DeepLift : AttributionMethod
{
    // Below this change of a pre-activation the quotient of changes loses too many digits, and the slope itself is closer.
    private const double SmallestChange = 1e-6;

    private const int SoftmaxPoints = 50;

    /// <inheritdoc/>
    public override string Name => "DeepLIFT (rescale)";

    private protected override AttributionEstimate Estimate(InputPair pair, TargetReadout readout, int picture) =>
        Backward.Shares(pair, readout, pair.Inputs - pair.Baseline, target => Backward.OnPicture(pair, target, (layer, slopes) =>
        {
            Activation activation = pair.Network.Network.Layers[layer].Activation;
            if (activation is ElementwiseActivation elementwise)
                MultiplyWithMeanSlopes(slopes, elementwise, pair, layer);
            else
                BackwardOnLine(slopes, activation, pair, layer);
        }));

    private static void MultiplyWithMeanSlopes(Span<double> slopes, ElementwiseActivation activation, InputPair pair, int layer)
    {
        ReadOnlySpan<double> from = pair.OnBaseline(layer, NodeValue.PreActivation), to = pair.OnPicture(layer, NodeValue.PreActivation);
        ReadOnlySpan<double> before = pair.OnBaseline(layer, NodeValue.Activation), after = pair.OnPicture(layer, NodeValue.Activation);
        for (int node = 0; node < slopes.Length; node++)
        {
            double change = to[node] - from[node], middle = from[node] + change / 2;
            slopes[node] *= Math.Abs(change) >= SmallestChange
                ? (after[node] - before[node]) / change
                : activation.Slope(middle, activation.Value(middle));
        }
    }

    private static void BackwardOnLine(Span<double> slopes, Activation activation, InputPair pair, int layer)
    {
        Vector<double> from = Dense(pair.OnBaseline(layer, NodeValue.PreActivation));
        Vector<double> to = Dense(pair.OnPicture(layer, NodeValue.PreActivation));
        Vector<double> above = Dense(slopes);
        slopes.Clear();
        var rule = new GaussLegendreRule(0, 1, SoftmaxPoints);
        for (int point = 0; point < SoftmaxPoints; point++)
        {
            Vector<double> preActivations = from + rule.GetAbscissa(point) * (to - from);
            Vector<double> below = activation.Backward(above, preActivations, activation.Apply(preActivations));
            for (int node = 0; node < slopes.Length; node++)
                slopes[node] += rule.GetWeight(point) * below[node];
        }
    }

    private static Vector<double> Dense(ReadOnlySpan<double> values) => Vector<double>.Build.DenseOfArray(values.ToArray());
}

/// <summary>
/// The backward pass that all gradient methods share, in many rows at once: from a target's nodes to the first layer's pre-activations.
/// At the weights it is always weightsᵀ · slopes; the methods differ in the rule at the activations.
/// </summary>
internal static class Backward
{
    /// <summary>Carries a row's slopes from a layer's activations to its pre-activations, in place.</summary>
    public delegate void Rule(int layer, int row, Span<double> slopes);

    /// <summary>As <see cref="Rule"/>, for the picture alone.</summary>
    public delegate void RuleOnPicture(int layer, Span<double> slopes);

    /// <summary>Every target's shares: the slope that arrives at an input, times the input's factor.</summary>
    /// <param name="pair">The picture and its baseline.</param>
    /// <param name="readout">What is explained.</param>
    /// <param name="factors">One per input.</param>
    /// <param name="slopesOf">A target's slopes by the first layer's pre-activations; called on all cores.</param>
    public static AttributionEstimate Shares(
        InputPair pair, TargetReadout readout, Vector<double> factors, Func<Target, double[]> slopesOf)
    {
        var shares = Matrix<double>.Build.Dense(readout.Targets.Count, factors.Count);
        AllCores.For(readout.Targets.Count, target =>
        {
            double[] slopes = slopesOf(readout.Targets[target]);
            for (int input = 0; input < factors.Count; input++)
            {
                if (factors[input] != 0)
                    shares[target, input] = factors[input] * Rows.Dot(pair.Network.PixelWeights(input), slopes);
            }
        });
        return new(shares);
    }

    /// <summary>The target's slopes by the first layer's pre-activations, by one backward pass with the given rule.</summary>
    public static double[] OnPicture(InputPair pair, Target target, RuleOnPicture rule)
    {
        double[] slopes = pair.Network.NewRows(1);
        Run(pair.Network, target, slopes, (layer, row, carried) =>
        {
            if (row == 0)
                rule(layer, carried); // Rows come by fours; the others stay unused.
        });
        return slopes;
    }

    /// <summary>Leaves the target's slopes by every value in the rows.</summary>
    /// <param name="network">The network.</param>
    /// <param name="target">What the slopes are of.</param>
    /// <param name="slopes">Whole rows of zeros.</param>
    /// <param name="rule">The rule at the activations.</param>
    public static void Run(BatchedNetwork network, Target target, Span<double> slopes, Rule rule)
    {
        for (int layer = target.Terms.Max(term => LayerOf(network, term.Node)); layer >= 0; layer--)
        {
            int nodes = network.Network.Layers[layer].Outputs;
            int from = network.Offset(layer, NodeValue.Activation), to = network.Offset(layer, NodeValue.PreActivation);
            AddFactors(network, target, layer, NodeValue.Activation, slopes);
            for (int row = 0; row < slopes.Length / network.RowLength; row++)
            {
                Span<double> carried = slopes.Slice(row * network.RowLength + to, nodes);
                slopes.Slice(row * network.RowLength + from, nodes).CopyTo(carried);
                rule(layer, row, carried);
            }
            AddFactors(network, target, layer, NodeValue.PreActivation, slopes);
            if (layer > 0)
                network.BackwardThroughWeights(layer, slopes);
        }
    }

    /// <summary>The rule of the gradient, for rows that are computed.</summary>
    public static Rule Gradient(BatchedNetwork network, double[] rows) => (layer, row, slopes) =>
        network.Network.Layers[layer].Activation.BackwardInPlace(slopes,
            rows.AsSpan(row * network.RowLength + network.Offset(layer, NodeValue.PreActivation), slopes.Length),
            rows.AsSpan(row * network.RowLength + network.Offset(layer, NodeValue.Activation), slopes.Length));

    private static void AddFactors(BatchedNetwork network, Target target, int layer, NodeValue value, Span<double> slopes)
    {
        foreach ((Node node, double factor) in target.Terms)
        {
            if (node.Value != value || LayerOf(network, node) != layer)
                continue;
            for (int place = network.Offset(node); place < slopes.Length; place += network.RowLength)
                slopes[place] += factor;
        }
    }

    private static int LayerOf(BatchedNetwork network, Node node) => node.Layer.GetOffset(network.Network.Layers.Count);
}

/// <summary>The straight path from a baseline to a picture, on which the first layer's pre-activations are linear too.</summary>
internal sealed class StraightPath(InputPair pair)
{
    private const int RowsAtOnce = 64;

    private readonly BatchedNetwork _network = pair.Network;
    private readonly IReadOnlyList<Layer> _layers = pair.Network.Network.Layers;

    /// <summary>
    /// Where the path bends: 0, 1, and every t at which a ReLU node changes sides, as far up as all layers below are piecewise linear.
    /// Between two neighbours those layers are linear in t.
    /// </summary>
    public double[] Bends()
    {
        var bends = new SortedSet<double> { 0, 1 };
        for (int layer = 0; layer < _layers.Count && IsPiecewiseLinear(_layers[layer]); layer++)
        {
            if (_layers[layer].Activation is not ReLU)
                continue;
            double[] known = [.. bends], rows = RowsAt(known);
            for (int i = 1; i < known.Length; i++)
            {
                for (int node = 0; node < _layers[layer].Outputs; node++)
                {
                    int offset = _network.Offset(Node.PreActivation(layer, node));
                    double before = rows[(i - 1) * _network.RowLength + offset], after = rows[i * _network.RowLength + offset];
                    if ((before < 0) == (after < 0))
                        continue;
                    double bend = known[i - 1] + (known[i] - known[i - 1]) * (before / (before - after));
                    bends.Add(Math.Clamp(bend, known[i - 1], known[i]));
                }
            }
        }
        return [.. bends];
    }

    /// <summary>Whether the target is linear between two bends: it then has one gradient there.</summary>
    public bool IsPiecewiseLinear(Target target) => target.Terms.All(term =>
        _layers.Take(term.Node.Layer.GetOffset(_layers.Count) + (term.Node.Value == NodeValue.Activation ? 1 : 0)).All(IsPiecewiseLinear));

    /// <summary>The mean over the path of the target's gradient by the first layer's pre-activations.</summary>
    /// <param name="target">What the gradient is of.</param>
    /// <param name="bends">From <see cref="Bends"/>.</param>
    /// <param name="points">Gauss-Legendre points between two bends.</param>
    public double[] MeanGradient(Target target, double[] bends, int points)
    {
        IEnumerable<GaussLegendreRule> rules = bends.Zip(bends.Skip(1), (from, to) => new GaussLegendreRule(from, to, points));
        double[] sum = new double[_layers[0].Outputs];
        foreach ((double T, double Weight)[] some in rules.SelectMany(rule => rule.Abscissas.Zip(rule.Weights)).Chunk(RowsAtOnce))
        {
            double[] rows = RowsAt([.. some.Select(point => point.T)]), slopes = new double[rows.Length];
            Backward.Run(_network, target, slopes, Backward.Gradient(_network, rows));
            for (int i = 0; i < some.Length; i++)
            {
                ReadOnlySpan<double> gradient = slopes.AsSpan(i * _network.RowLength, sum.Length);
                for (int node = 0; node < sum.Length; node++)
                    sum[node] += some[i].Weight * gradient[node];
            }
        }
        return sum;
    }

    private double[] RowsAt(double[] ts)
    {
        double[] rows = _network.NewRows(ts.Length);
        for (int i = 0; i < ts.Length; i++)
        {
            for (int node = 0; node < _network.FirstLength; node++)
                rows[i * _network.RowLength + node] = (1 - ts[i]) * pair.From[node] + ts[i] * pair.To[node];
        }
        _network.Forward(rows);
        return rows;
    }

    private static bool IsPiecewiseLinear(Layer layer) => layer.Activation is ReLU or Identity;
}
