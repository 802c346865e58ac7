using System.Text;
using System.Text.Json.Nodes;
using MnistNotebooks.Runner.Commands;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Live;

/// <summary>What a reader has made of a lesson, as a notebook beside it; the lesson itself is never written to.</summary>
internal static class OwnNotebook
{
    /// <summary>What the name of such a notebook ends with.</summary>
    public const string Suffix = ".mine";

    public static bool Is(string name) => name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes it; the file is there whole or as it was.</summary>
    /// <returns>Its path, as a reader is told it.</returns>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static string Save(NotebookFile notebook, string folder)
    {
        string path = Path.Combine(folder, Name(notebook) + NotebookFile.Extension);
        notebook.Write(path);
        return SolutionPath.Shown(path);
    }

    /// <summary>As the page's browser gets it, to keep it where it likes.</summary>
    public static JsonObject ToMessage(NotebookFile notebook) => new()
    {
        ["name"] = Name(notebook) + NotebookFile.Extension,
        ["text"] = Encoding.UTF8.GetString(NotebookWriter.ToUtf8(notebook)),
    };

    private static string Name(NotebookFile notebook) => Is(notebook.Name) ? notebook.Name : notebook.Name + Suffix;
}
