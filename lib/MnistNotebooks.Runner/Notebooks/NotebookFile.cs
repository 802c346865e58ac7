using System.Text;
using System.Text.Json;

namespace MnistNotebooks.Runner.Notebooks;

/// <summary>A C# notebook in Jupyter's format, nbformat 4.5. Immutable: a run makes a new one with <c>with</c>.</summary>
/// <param name="Name">The file name without folder and extension.</param>
/// <param name="Metadata">kernelspec, language_info, polyglot_notebook and whatever other programs keep there.</param>
/// <param name="Cells">In reading order.</param>
internal sealed record NotebookFile(string Name, JsonElement Metadata, IReadOnlyList<Cell> Cells)
{
    public const string Extension = ".ipynb";

    /// <summary>The kernel that the notebook asks for.</summary>
    public const string Kernel = ".net-csharp";

    /// <summary>The name of that kernel in a cell's metadata.</summary>
    public const string CellLanguage = "csharp";

    private static UTF8Encoding Utf8 { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>How many cells there are to run.</summary>
    public int CodeCells => Cells.Count(cell => cell.Kind == CellKind.Code);

    /// <summary>Reads and checks a notebook; missing and repeated cell ids are replaced.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">Not JSON, not nbformat 4, or not a C# notebook; the message names file and cell.</exception>
    public static NotebookFile Read(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no notebook {path}.", path);
        try
        {
            return new NotebookReader(path).Read(File.ReadAllText(path, Utf8));
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException($"{path} is not text in UTF-8, so it is not a notebook.");
        }
    }

    /// <summary>
    /// Without HTML that holds scripts, where a value has another form: that is for live kernels and pages, and what shows stored notebooks
    /// ignores it.
    /// </summary>
    public NotebookFile WithoutScripts() =>
        this with { Cells = [.. Cells.Select(cell => cell with { Outputs = [.. cell.Outputs.Select(WithoutScripts)] })] };

    private static Output WithoutScripts(Output output) =>
        output is DisplayOutput { Data: { Forms.Count: > 1 } data } display
        && data.Text(MimeBundle.Html)?.Contains("<script", StringComparison.OrdinalIgnoreCase) == true
            ? display with { Data = data.Without(MimeBundle.Html) } : output;

    /// <summary>Writes the notebook under a temporary name in the same folder, then renames it.</summary>
    public void Write(string path)
    {
        string unfinished = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllBytes(unfinished, NotebookWriter.ToUtf8(this));
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
