using System.Text.Json;

namespace MnistNotebooks.Runner.Notebooks;

/// <summary>
/// The language of a notebook and of its cells. Notebooks of other programs name no kernel, but say in another place that they are C#.
/// </summary>
internal static class NotebookLanguage
{
    private static readonly string[] CSharp = ["C#", "csharp", NotebookFile.Kernel];

    /// <summary>What VS Code's extension calls a notebook of cells in several languages.</summary>
    private static readonly string[] Any = ["polyglot-notebook", "dotnet-interactive"];

    private static readonly (string Owner, string Key)[] OfCell =
        [("polyglot_notebook", "kernelName"), ("dotnet_interactive", "language"), ("vscode", "languageId")];

    /// <summary>True for C#, csharp and .net-csharp, in capitals or not.</summary>
    public static bool IsCSharp(string name) => CSharp.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The first that is said in the notebook's metadata, or else in that of its cells:
    /// the kernel's name, its language, the language that the file is in, the language of cells.
    /// </summary>
    /// <returns>Such as "C#" or "python3"; null when nothing is said.</returns>
    public static string? Of(JsonElement metadata, IEnumerable<JsonElement> cells)
    {
        JsonElement? kernelspec = Member(metadata, "kernelspec");
        if (String(kernelspec, "name") is { } name && !Any.Contains(name))
            return name;
        IEnumerable<string?> said =
        [
            String(kernelspec, "language"),
            String(Member(metadata, "language_info"), "name"),
            String(Member(Member(metadata, "polyglot_notebook"), "kernelInfo"), "defaultKernelName"),
            String(Member(metadata, "dotnet_interactive"), "defaultKernelName"),
            // Of cells in several languages each is judged by itself later.
            .. OfCells(cells).Where(language => language is not null && IsCSharp(language)),
            .. OfCells(cells),
        ];
        return said.FirstOrDefault(language => language is not null && !Any.Contains(language));
    }

    /// <summary>The language that a code cell is in by its metadata; null when that doesn't say.</summary>
    public static string? OfCodeCell(JsonElement metadata) => OfCell[..2]
        .Select(place => String(Member(metadata, place.Owner), place.Key)).FirstOrDefault(language => language is not null);

    private static IEnumerable<string?> OfCells(IEnumerable<JsonElement> cells) =>
        cells.SelectMany(cell => OfCell.Select(place => String(Member(cell, place.Owner), place.Key)));

    private static JsonElement? Member(JsonElement? owner, string key) =>
        owner is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(key, out JsonElement value) ? value : null;

    private static string? String(JsonElement? owner, string key) =>
        Member(owner, key) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;
}
