namespace MnistNotebooks.Runner.Notebooks;

/// <summary>What a reader has made of a lesson, as a notebook beside it; the lesson itself is never written to.</summary>
internal static class OwnNotebook
{
    // What the name of such a notebook ends with.
    private const string Suffix = ".mine";

    public static bool Is(string name) => name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The name of its file; what is the reader's own already keeps its name.</summary>
    public static string FileName(NotebookFile notebook) => notebook.Name + (Is(notebook.Name) ? "" : Suffix) + NotebookFile.Extension;
}
