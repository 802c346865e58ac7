using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using MnistNotebooks.Runner.Kernels;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;

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

/// <summary>The name that a cursor in a cell's code is about.</summary>
internal static class NameAt
{
    /// <summary>Where the name begins that is being typed before the cursor; the cursor itself when there is none.</summary>
    public static int Start(string code, int cursor)
    {
        int start = cursor;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[start - 1]))
            start--;
        return start;
    }

    /// <summary>
    /// Where the name begins that the cursor is in or behind, else that of the method whose arguments it is in; null without either.
    /// </summary>
    public static int? Place(string code, int cursor)
    {
        int end = cursor;
        while (end < code.Length && SyntaxFacts.IsIdentifierPartCharacter(code[end]))
            end++;
        if (NameBefore(code, end) is { } name)
            return name;
        int open = cursor - 1;
        for (int closed = 0; open >= 0 && (closed > 0 || code[open] != '('); open--)
            closed += code[open] == ')' ? 1 : code[open] == '(' ? -1 : 0;
        return NameBefore(code, open);
    }

    // Null for numbers too, which begin with a digit.
    private static int? NameBefore(string code, int end) =>
        end > 0 && Start(code, end) is var start && start < end && SyntaxFacts.IsIdentifierStartCharacter(code[start]) ? start : null;
}

/// <summary>Places in code: Jupyter counts Unicode code points, .NET counts UTF-16 units, of which an emoji has two.</summary>
internal static class CodePoints
{
    /// <summary>The place in UTF-16 units; the end of the text for places beyond it.</summary>
    public static int ToIndex(string text, int position)
    {
        int index = 0;
        for (; position > 0 && index < text.Length; position--)
            index += char.IsSurrogatePair(text, index) ? 2 : 1;
        return index;
    }

    /// <summary>The place in code points.</summary>
    public static int FromIndex(string text, int index)
    {
        int position = 0;
        for (int next = 0; next < index; position++)
            next += char.IsSurrogatePair(text, next) ? 2 : 1;
        return position;
    }
}

/// <summary>Whether a console may run what was typed so far or should wait for another line.</summary>
internal static class Completeness
{
    private static readonly CSharpParseOptions Script = new(kind: SourceCodeKind.Script);

    public static JsonObject Of(string code)
    {
        if (CSharpHighlighter.IsTooDeep(code))
            return new() { ["status"] = "unknown" };
        SyntaxTree tree = CSharpSyntaxTree.ParseText(WithoutCommands(code), Script);
        if (!SyntaxFactory.IsCompleteSubmission(tree))
            return new() { ["status"] = "incomplete", ["indent"] = Indent(code) };
        return new() { ["status"] = tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error) ? "invalid" : "complete" };
    }

    /// <summary>The code without the lines of the kernel's own commands, which are no C#.</summary>
    public static string WithoutCommands(string code) =>
        string.Join('\n', code.Split('\n').Where(line => !line.StartsWith("#!", StringComparison.Ordinal)));

    private static string Indent(string code)
    {
        string last = code.TrimEnd('\n', '\r').Split('\n')[^1].TrimEnd();
        string indent = last[..(last.Length - last.TrimStart().Length)];
        return last.EndsWith('{') || last.EndsWith('(') ? indent + "    " : indent;
    }
}
