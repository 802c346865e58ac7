using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Runs;

namespace MnistNotebooks.Runner.Progress;

/// <summary>Told how the notebooks of a run get on, from any thread.</summary>
internal interface IRunProgress
{
    void Started(NotebookFile notebook);

    /// <param name="notebook">The notebook as it was read.</param>
    /// <param name="number">The code cell that is done, from 1.</param>
    void CellDone(NotebookFile notebook, int number);

    void Ended(NotebookFile notebook, NotebookRun run);
}
