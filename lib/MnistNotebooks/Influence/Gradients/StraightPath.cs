using MathNet.Numerics.Integration;
using MnistNotebooks.Influence.Variants;
using MnistNotebooks.Networks;
using MnistNotebooks.Networks.Bulk;

namespace MnistNotebooks.Influence.Gradients;

/// <summary>The straight path from a baseline to a picture, on which the first layer's pre-activations are linear too.</summary>
internal sealed class StraightPath(Comparison comparison)
{
    private const int RowsAtOnce = 64;

    private readonly PackedNetwork _network = comparison.Network;
    private readonly IReadOnlyList<Layer> _layers = comparison.Network.Network.Layers;

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
            WayBack.Run(_network, target, slopes, WayBack.Gradient(_network, rows));
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
        double[] rows = _network.Rows(ts.Length);
        for (int i = 0; i < ts.Length; i++)
        {
            for (int node = 0; node < _network.FirstLength; node++)
                rows[i * _network.RowLength + node] = (1 - ts[i]) * comparison.From[node] + ts[i] * comparison.To[node];
        }
        _network.Forward(rows);
        return rows;
    }

    private static bool IsPiecewiseLinear(Layer layer) => layer.Activation is ReLU or Identity;
}
