using MnistNotebooks.Runner.Kernels;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Runs;

/// <summary>A cell that did not come to its end.</summary>
/// <param name="Cell">Its number among the code cells, from 1.</param>
/// <param name="Error">Why.</param>
internal sealed record CellFailed(int Cell, CellError Error);

/// <summary>A notebook after its run.</summary>
/// <param name="Notebook">With the outputs of the cells that ran.</param>
/// <param name="Failure">The first cell that failed, or null when all ran.</param>
/// <param name="Duration">From the start of its kernel to the end.</param>
internal sealed record NotebookRun(NotebookFile Notebook, CellFailed? Failure, TimeSpan Duration);

/// <summary>What a run of notebooks needs to know.</summary>
/// <param name="TimeLimit">The longest that one cell may run.</param>
/// <param name="Environment">Variables for the kernels, on top of the runner's own.</param>
internal sealed record RunSettings(TimeSpan TimeLimit, IReadOnlyDictionary<string, string> Environment)
{
    public static TimeSpan DefaultTimeLimit { get; } = TimeSpan.FromMinutes(10);
}
