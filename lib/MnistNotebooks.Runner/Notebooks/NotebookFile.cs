using System.Text;
using System.Text.Json;
using MnistNotebooks.Data;

namespace MnistNotebooks.Runner.Notebooks;

/// <summary>A C# notebook in Jupyter's format, nbformat 4.5. Immutable: a run makes a new one with <c>with</c>.</summary>
/// <param name="Name">The file name without folder and extension.</param>
/// <param name="Metadata">kernelspec, language_info, polyglot_notebook and whatever other programs keep there.</param>
/// <param name="Cells">In reading order.</param>
internal sealed record NotebookFile(string Name, JsonElement Metadata, IReadOnlyList<NotebookCell> Cells)
{
    public const string Extension = ".ipynb";

    /// <summary>The kernel that the notebook asks for.</summary>
    public const string Kernel = ".net-csharp";

    /// <summary>The name of that kernel in a cell's metadata.</summary>
    public const string CellLanguage = "csharp";

    private static UTF8Encoding Utf8 { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>One sentence on what of the file was left out because the format doesn't know it; null when it was read whole.</summary>
    public string? LeftOut { get; init; }

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
    /// Without the HTML of figures, and without instruments and HTML that holds scripts where a value has another form: that is for live
    /// kernels and pages, and what shows stored notebooks ignores it.
    /// </summary>
    public NotebookFile WithoutLiveHtml() =>
        this with { Cells = [.. Cells.Select(cell => cell with { Outputs = [.. cell.Outputs.Select(WithoutLiveHtml)] })] };

    private static Output WithoutLiveHtml(Output output)
    {
        if (output is not DisplayOutput { Data: { Forms.Count: > 1 } data } display)
            return output;
        bool isLive = data.Json(MimeBundle.Plotly) is not null
            || data.Text(MimeBundle.Html)?.Contains("<script", StringComparison.OrdinalIgnoreCase) == true;
        MimeBundle stored = data.Without(MimeBundle.Instrument);
        return display with { Data = isLive ? stored.Without(MimeBundle.Html) : stored };
    }

    /// <summary>Each instrument with the picture that it was stored with, for whoever runs no scripts.</summary>
    /// <param name="stored">The notebook before it was run.</param>
    public NotebookFile WithPicturesOf(NotebookFile stored) => this with
    {
        Cells = [.. Cells.Zip(stored.Cells, (cell, old) =>
            cell with { Outputs = [.. cell.Outputs.Select(output => WithPictureOf(old.Outputs, output))] })],
    };

    private static Output WithPictureOf(IReadOnlyList<Output> stored, Output output)
    {
        if (output is not DisplayOutput { Data: var data } display || data.Json(MimeBundle.Instrument) is null)
            return output;
        string? picture = stored.OfType<DisplayOutput>().Select(old => old.Data)
            .FirstOrDefault(old => old.Text(MimeBundle.Plain) == data.Text(MimeBundle.Plain))?.Text(MimeBundle.Png);
        return picture is null ? output : display with { Data = data.With(MimeBundle.Png, Json.Text(picture)) };
    }

    /// <summary>Writes the notebook; the file is there whole or as it was.</summary>
    public void Write(string path)
    {
        using var file = new WholeFile(path);
        file.Stream.Write(NotebookWriter.ToUtf8(this));
        file.Complete();
    }
}

internal enum CellKind
{
    Markdown,
    Code,

    /// <summary>Neither run nor rendered; kept as it is.</summary>
    Raw,
}

/// <summary>One cell of a notebook.</summary>
/// <param name="Id">Unique within the notebook: 1 to 64 letters, digits, '-' and '_'.</param>
/// <param name="Kind">What the source is.</param>
/// <param name="Source">The whole text, lines ended by LF.</param>
internal sealed record NotebookCell(string Id, CellKind Kind, string Source)
{
    /// <summary>The cell's metadata object, with everything that other programs keep there.</summary>
    public JsonElement Metadata { get; init; } = Json.EmptyObject;

    /// <summary>Files attached to a Markdown cell, by name; null when there are none.</summary>
    public JsonElement? Attachments { get; init; }

    /// <summary>The number of a code cell in the order of execution, from 1; null before it ran.</summary>
    public int? ExecutionCount { get; init; }

    /// <summary>What a code cell printed and displayed, in order.</summary>
    public IReadOnlyList<Output> Outputs { get; init; } = [];
}
