namespace MnistNotebooks.Experiments;

/// <summary>One place of a grid with its result.</summary>
/// <param name="Values">A value for each of the grid's axes.</param>
/// <param name="Trial">What was tried there.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record Cell(IReadOnlyList<object> Values, Trial Trial, Outcome Outcome);

/// <summary>A result that has just come in.</summary>
/// <param name="Finished">Cells finished so far, this one included.</param>
/// <param name="Count">Cells of the grid.</param>
/// <param name="Cell">The cell.</param>
/// <param name="FromCache">Whether it was finished in an earlier run.</param>
public sealed record GridProgress(int Finished, int Count, Cell Cell, bool FromCache)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Finished} of {Count}: {string.Join(", ", Cell.Values.Select(Words.Of))}: {Cell.Outcome.Failure ?? Words.Share(Cell.Outcome.Accuracy)}{(FromCache ? " (from the cache)" : "")}";
}
