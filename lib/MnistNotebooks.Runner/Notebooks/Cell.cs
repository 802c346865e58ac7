using System.Text.Json;

namespace MnistNotebooks.Runner.Notebooks;

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
internal sealed record Cell(string Id, CellKind Kind, string Source)
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
