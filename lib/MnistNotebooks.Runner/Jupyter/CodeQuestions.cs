using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;
using MnistNotebooks.Runner.Kernels;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Jupyter;

/// <summary>Completions and descriptions of names, as a front end asks for them.</summary>
internal static partial class CodeQuestions
{
    private const string Markdown = "text/markdown";

    /// <summary>The suggestions that continue what is typed before the cursor.</summary>
    public static async Task<JsonObject> CompleteAsync(KernelClient kernel, JupyterMessage request, TimeSpan limit)
    {
        (string code, int cursor) = Place(request);
        (int line, int column) = LineAndColumn(code, cursor);
        IReadOnlyList<Suggestion> all = await kernel.CompleteAsync(code, line, column, limit).ConfigureAwait(false);
        int start = NameAt.Start(code, cursor);
        string typed = code[start..cursor];
        Suggestion[] fitting = [.. all.Where(one => one.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .DistinctBy(one => one.Text)
            // What begins as it was typed, letter by letter, comes first.
            .OrderBy(one => !one.Text.StartsWith(typed, StringComparison.Ordinal))
            .ThenBy(one => one.SortText, StringComparer.OrdinalIgnoreCase)];
        (int from, int to) = (CodePoints.FromIndex(code, start), CodePoints.FromIndex(code, cursor));
        return new()
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. fitting.Select(one => JsonValue.Create(one.Text))]),
            ["cursor_start"] = from,
            ["cursor_end"] = to,
            ["metadata"] = new JsonObject
            {
                // JupyterLab draws an icon for each kind.
                ["_jupyter_types_experimental"] = new JsonArray([.. fitting.Select(one => (JsonNode)new JsonObject
                {
                    ["text"] = one.Text,
                    ["type"] = one.Kind.ToLowerInvariant(),
                    ["start"] = from,
                    ["end"] = to,
                })]),
            },
        };
    }

    /// <summary>What is known about the name at the cursor.</summary>
    public static async Task<JsonObject> InspectAsync(KernelClient kernel, JupyterMessage request, TimeSpan limit)
    {
        (string code, int cursor) = Place(request);
        IReadOnlyList<HoverText> found = [];
        if (NameAt.Place(code, cursor) is { } place)
        {
            (int line, int column) = LineAndColumn(code, place);
            found = await kernel.HoverAsync(code, line, column, limit).ConfigureAwait(false);
        }
        var data = new JsonObject(found.Select(form =>
            KeyValuePair.Create<string, JsonNode?>(form.MimeType, form.Text.ReplaceLineEndings("\n"))));
        if (data[Markdown] is JsonValue markdown && data[MimeBundle.Plain] is null)
            data[MimeBundle.Plain] = WithoutMarks(markdown.GetValue<string>());
        return new() { ["status"] = "ok", ["found"] = data.Count > 0, ["data"] = data, ["metadata"] = new JsonObject() };
    }

    private static (string Code, int Cursor) Place(JupyterMessage request)
    {
        string code = request.Text("code");
        return (code, CodePoints.ToIndex(code, request.Number("cursor_pos") ?? int.MaxValue));
    }

    private static (int Line, int Column) LineAndColumn(string code, int index)
    {
        LinePosition place = SourceText.From(code).Lines.GetLinePosition(index);
        return (place.Line, place.Character);
    }

    private static string WithoutMarks(string markdown) => Escapes().Replace(Marks().Replace(markdown, ""), "$1").Trim();

    // Fences around code, and quotation marks before lines.
    [GeneratedRegex(@"^(```\w*\n?|> ?)", RegexOptions.Multiline)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\\([!-/:-@\[-`{-~])")]
    private static partial Regex Escapes();
}
