using System.Text.Json;
using System.Text.Json.Nodes;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Notebooks;

/// <summary>Notebooks as VS Code's extension stores them.</summary>
internal static class SampleNotebook
{
    public static JsonElement Metadata { get; } = JsonElement.Parse("""
        {
          "kernelspec": { "display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp" },
          "language_info": { "name": "polyglot-notebook" },
          "polyglot_notebook": { "kernelInfo": { "defaultKernelName": "csharp", "items": [ { "aliases": [], "name": "csharp" } ] } }
        }
        """);

    public static NotebookFile Of(params string[] codeCells) =>
        new("sample", Metadata, [.. codeCells.Select((source, i) => new NotebookCell($"code-{i + 1}", CellKind.Code, source))]);

    public static JsonObject ToJson(NotebookFile notebook) => JsonNode.Parse(NotebookWriter.ToUtf8(notebook))!.AsObject();
}
