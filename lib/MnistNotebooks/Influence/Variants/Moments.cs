namespace MnistNotebooks.Influence.Variants;

/// <summary>
/// Means and standard errors of many numbers drawn together, without the loss of digits that comes with sums of squares
/// (Welford 1962; merging after Chan, Golub and LeVeque 1983).
/// </summary>
internal sealed class Moments(int numbers)
{
    private readonly double[] _squares = new double[numbers];
    private int _draws;

    public double[] Mean { get; } = new double[numbers];

    public void Add(ReadOnlySpan<double> draw)
    {
        _draws++;
        for (int i = 0; i < Mean.Length; i++)
        {
            double off = draw[i] - Mean[i];
            Mean[i] += off / _draws;
            _squares[i] += off * (draw[i] - Mean[i]);
        }
    }

    /// <summary>The standard deviation of the draws ÷ √draws; at least two draws.</summary>
    public double[] StandardErrors() => Array.ConvertAll(_squares, square => Math.Sqrt(square / (_draws - 1) / _draws));

    /// <summary>The moments of all draws of both.</summary>
    public static Moments Merge(Moments a, Moments b)
    {
        var merged = new Moments(a.Mean.Length) { _draws = a._draws + b._draws };
        double share = (double)b._draws / merged._draws;
        for (int i = 0; i < merged.Mean.Length; i++)
        {
            double off = b.Mean[i] - a.Mean[i];
            merged.Mean[i] = a.Mean[i] + off * share;
            merged._squares[i] = a._squares[i] + b._squares[i] + off * off * a._draws * share;
        }
        return merged;
    }
}
