namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>
/// Whether to work alone for a while. Where a helper's core does something else, being kept waiting costs more than help gains,
/// so after every wait the next attempt comes twice as late, and after a success sooner again.
/// </summary>
internal sealed class Backoff
{
    private const int Shortest = 4, Longest = 1024;

    private int _pause = Shortest;
    private int _left;

    /// <summary>Asked before every piece of work.</summary>
    public bool IsBetter => _left-- > 0;

    /// <summary>Says how working together went.</summary>
    public void Report(bool keptWaiting)
    {
        _left = keptWaiting ? _pause : 0;
        _pause = keptWaiting ? Math.Min(2 * _pause, Longest) : Math.Max(_pause / 2, Shortest);
    }
}
