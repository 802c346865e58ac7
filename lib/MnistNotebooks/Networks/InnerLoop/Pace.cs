namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>
/// Whether to take the next steps alone or together, by what has taken less time. Where a helper's core is busy with something else,
/// waiting for it costs more than its help gains; what an attempt has lost is made up for by working alone thirty times as long,
/// so that such attempts cost three percent at most.
/// </summary>
internal sealed class Pace
{
    private const int PausePerLoss = 30;

    private double _stepsAlone = 4;
    private double _ticksAlone;

    /// <summary>Whether the next step is to be taken alone.</summary>
    public bool IsAlone => _stepsAlone > 0;

    /// <summary>How long a step took alone.</summary>
    public void Alone(long ticks)
    {
        // Seldom is a long time the step's own; so it counts as at most twice what was usual.
        _ticksAlone = _ticksAlone == 0 ? ticks : 0.9 * _ticksAlone + 0.1 * Math.Min(ticks, 2 * _ticksAlone);
        _stepsAlone--;
    }

    /// <summary>How long some steps took together.</summary>
    public void Together(long ticks, int steps) => _stepsAlone = PausePerLoss * Math.Max(0, ticks / _ticksAlone - steps);
}
