using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Documents;
using Microsoft.DotNet.Interactive.Documents.Jupyter;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Kernels.VsCode;

/// <summary>
/// Reads and writes .dib and .ipynb for the Polyglot Notebooks extension, a line of JSON for each request and response.
/// The files are read and written by the extension's own package, which loses attachments and makes code cells of raw ones.
/// </summary>
internal static class NotebookParser
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = Json.Encoder };
    private static readonly JsonSerializerOptions Indented = new()
    {
        Encoder = Json.Encoder,
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
    };

    /// <summary>Answers requests to the end of the input.</summary>
    /// <param name="input">A request a line.</param>
    /// <param name="output">Gets the responses.</param>
    /// <param name="errors">Gets a sentence about a line that is no request.</param>
    public static void Run(TextReader input, TextWriter output, TextWriter errors)
    {
        while (input.ReadLine() is { } line)
        {
            try
            {
                using var request = JsonDocument.Parse(line);
                output.Write(Answer(request.RootElement).ToJsonString(Compact) + "\n");
                output.Flush();
            }
            // What the packages throw at a damaged file depends on the damage.
            catch (Exception e) when (e is not IOException)
            {
                errors.WriteLine($"A line of the input is no request and was ignored: {e.Message.ReplaceLineEndings(" ")}");
            }
        }
    }

    private static JsonObject Answer(JsonElement request)
    {
        string id = request.GetProperty("id").GetString()!;
        try
        {
            return request.GetProperty("type").GetString() == "parse"
                ? new()
                {
                    ["id"] = id,
                    ["document"] = DocumentJson.Write(Parse(IsDib(request), request.GetProperty("rawData").GetBytesFromBase64())),
                }
                : new() { ["id"] = id, ["rawData"] = Convert.ToBase64String(Serialize(request)) };
        }
        // The extension shows a response that is neither document nor data as it is.
        catch (Exception e) when (e is not IOException)
        {
            return new() { ["id"] = id, ["errorMessage"] = e.Message };
        }
    }

    private static bool IsDib(JsonElement request) => request.GetProperty("serializationType").GetString() == "dib";

    private static InteractiveDocument Parse(bool isDib, byte[] file)
    {
        using var stream = new MemoryStream(isDib ? file : Strict(file));
        return isDib ? CodeSubmission.Read(stream, Languages()) : Notebook.Read(stream, Languages());
    }

    // What other programs write, the packages refuse, and where it is nested deeply they end the process.
    private static byte[] Strict(byte[] file)
    {
        try
        {
            return Encoding.UTF8.GetBytes(LooseJson.ToStrict(Encoding.UTF8.GetString(file), out _));
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"The file {e.Message}, so it is not a notebook.", e);
        }
    }

    private static byte[] Serialize(JsonElement request)
    {
        InteractiveDocument document = DocumentJson.Read(request.GetProperty("document"));
        if (IsDib(request))
        {
            using var stream = new MemoryStream();
            CodeSubmission.Write(document, stream, Languages(), request.GetProperty("newLine").GetString()!);
            return stream.ToArray();
        }
        // A new notebook does not say yet which kernel it is for.
        string json = document.Metadata.ContainsKey("kernelspec")
            ? document.ToJupyterJson()
            : document.ToJupyterJson(NotebookFile.CellLanguage);
        return Encoding.UTF8.GetBytes(WithJsonForms(JsonNode.Parse(json)!).ToJsonString(Indented) + "\n");
    }

    // The package writes every form of an output as lines of text, where figures have to be JSON.
    private static JsonNode WithJsonForms(JsonNode notebook)
    {
        foreach (JsonObject data in notebook["cells"]!.AsArray()
            .SelectMany(cell => cell!["outputs"]?.AsArray() ?? []).Select(output => output!["data"]).OfType<JsonObject>())
        {
            foreach (string mimeType in data.Select(form => form.Key).Where(MimeBundle.IsJson).ToArray())
                data[mimeType] = JsonNode.Parse(string.Concat(data[mimeType]!.AsArray().Select(line => line!.GetValue<string>())));
        }
        return notebook;
    }

    // The languages whose cells are told apart in .dib files, also those the kernel doesn't run, so that saving keeps them. A new list,
    // because documents keep and change the one they get.
    private static KernelInfoCollection Languages() => new()
    {
        new KernelInfo(NotebookFile.CellLanguage, "C#", ["c#", "cs"]),
        new KernelInfo("fsharp", "F#", ["f#", "fs"]),
        new KernelInfo("html", "HTML"),
        new KernelInfo("http", "HTTP"),
        new KernelInfo("javascript", "JavaScript", ["js"]),
        new KernelInfo("mermaid", "Mermaid"),
        new KernelInfo("pwsh", "PowerShell", ["powershell"]),
        new KernelInfo("sql", "SQL"),
        new KernelInfo("value"),
    };
}
