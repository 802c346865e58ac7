using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Influence;

/// <summary>
/// A way to share out a target's change among the inputs. Its settings are properties, so that every method is called alike:
/// <c>new IntegratedGradients().Explain(network, inputs, Node.PreActivation(^1, 2), Baseline.Black())</c>.
/// </summary>
public abstract record AttributionMethod
{
    private protected AttributionMethod()
    {
    }

    /// <summary>Name as a reader knows it, such as "integrated gradients".</summary>
    public abstract string Name { get; }

    /// <summary>The share of every input in one target.</summary>
    /// <param name="network">Is not changed.</param>
    /// <param name="inputs">The picture, as network inputs.</param>
    /// <param name="target">A node, or a sum or difference of nodes.</param>
    /// <param name="baseline">What the picture is compared with; over several pictures the shares are averaged.</param>
    /// <exception cref="ArgumentException">Picture or baseline don't fit the network or hold a number that is not finite, or there is no
    /// such node.</exception>
    public Attribution Explain(Network network, Vector<double> inputs, Target target, Baseline baseline)
    {
        Arguments.Check(network, inputs, baseline);
        Arguments.Check(network, target);
        var batched = new BatchedNetwork(network);
        (AttributionEstimate estimate, Vector<double> from, Vector<double> to) =
            Average(batched, inputs, new GivenTargets(batched, target), baseline);
        return new(target, estimate.Shares.Row(0), from[0], to[0], estimate.StandardErrors?.Row(0));
    }

    /// <summary>The share of every input in every node of every layer, before and after its activation.</summary>
    /// <param name="network">Is not changed.</param>
    /// <param name="inputs">The picture, as network inputs.</param>
    /// <param name="baseline">What the picture is compared with; over several pictures the shares are averaged.</param>
    /// <exception cref="ArgumentException">Picture or baseline don't fit the network or hold a number that is not finite.</exception>
    public NodeMaps Maps(Network network, Vector<double> inputs, Baseline baseline)
    {
        Arguments.Check(network, inputs, baseline);
        var batched = new BatchedNetwork(network);
        (AttributionEstimate estimate, Vector<double> from, Vector<double> to) = Average(batched, inputs, new AllNodes(batched), baseline);
        return new(network, estimate, from, to);
    }

    /// <summary>The shares in all that is read out, for one baseline picture.</summary>
    /// <param name="pair">The picture and its baseline.</param>
    /// <param name="readout">What is explained.</param>
    /// <param name="picture">The number of the baseline picture, so that random draws differ from one to the next.</param>
    private protected abstract AttributionEstimate Estimate(InputPair pair, TargetReadout readout, int picture);

    private (AttributionEstimate Mean, Vector<double> From, Vector<double> To) Average(
        BatchedNetwork network, Vector<double> inputs, TargetReadout readout, Baseline baseline)
    {
        InputPair[] pairs = [.. baseline.Pictures.Select(picture => new InputPair(network, inputs, picture))];
        return (AttributionEstimate.Mean([.. pairs.Select((pair, picture) => Estimate(pair, readout, picture))]),
            pairs.Select(each => each.BaselineValues(readout)).Aggregate((sum, values) => sum + values) / pairs.Length,
            pairs[0].Values(readout));
    }
}

/// <summary>Shares [targets × inputs], and their standard errors where they were drawn at random.</summary>
internal sealed record AttributionEstimate(Matrix<double> Shares, Matrix<double>? StandardErrors = null)
{
    /// <summary>Every player's shares given to its inputs, in equal parts; inputs that don't play get 0.</summary>
    /// <param name="players">Who played for the shares.</param>
    /// <param name="inputs">Number of inputs.</param>
    /// <param name="targets">Number of targets.</param>
    /// <param name="shares">A row of targets for each player.</param>
    public static Matrix<double> Spread(Players players, int inputs, int targets, ReadOnlySpan<double> shares)
    {
        // Stored by columns, so that an input's shares in all targets lie together.
        double[] columns = new double[targets * inputs];
        for (int player = 0; player < players.Count; player++)
        {
            double part = 1.0 / players.Inputs[player].Length;
            foreach (int input in players.Inputs[player])
            {
                Span<double> column = columns.AsSpan(input * targets, targets);
                Rows.AddMultiple(column, part, shares.Slice(player * targets, targets), column);
            }
        }
        return Matrix<double>.Build.Dense(targets, inputs, columns);
    }

    /// <summary>The mean of independent estimates.</summary>
    public static AttributionEstimate Mean(IReadOnlyList<AttributionEstimate> estimates)
    {
        if (estimates is [AttributionEstimate only])
            return only;
        Matrix<double> shares = estimates.Select(estimate => estimate.Shares).Aggregate((sum, values) => sum + values) / estimates.Count;
        return new(shares, estimates[0].StandardErrors is null ? null : estimates
            .Select(estimate => estimate.StandardErrors!.PointwisePower(2)).Aggregate((sum, squares) => sum + squares)
            .PointwiseSqrt() / estimates.Count);
    }
}
