using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks.Bulk;

namespace MnistNotebooks.Influence.Variants;

/// <summary>Shares [targets × inputs], and their standard errors where they were drawn at random.</summary>
internal sealed record Estimate(Matrix<double> Shares, Matrix<double>? StandardErrors = null)
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
    public static Estimate Mean(IReadOnlyList<Estimate> estimates) => estimates is [Estimate only] ? only : new(
        estimates.Select(estimate => estimate.Shares).Aggregate((sum, shares) => sum + shares) / estimates.Count,
        estimates[0].StandardErrors is null ? null : estimates.Select(estimate => estimate.StandardErrors!.PointwisePower(2))
            .Aggregate((sum, squares) => sum + squares).PointwiseSqrt() / estimates.Count);
}
