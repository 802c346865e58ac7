using System.Text.Json;

namespace MnistNotebooks.Runner.Notebooks;

/// <summary>
/// Turns the JSON of a notebook into the model, or says what is wrong with it.
/// (Microsoft.DotNet.Interactive.Documents loses attachments and raw cells, and can't write figures.)
/// </summary>
/// <param name="path">Named in messages.</param>
internal sealed class NotebookReader(string path)
{
    /// <exception cref="InvalidDataException">See <see cref="NotebookFile.Read"/>.</exception>
    public NotebookFile Read(string text)
    {
        JsonElement root = Parse(text);
        Require(root.ValueKind == JsonValueKind.Object, null, "a notebook is a JSON object, but the file holds something else");
        Require(Int(root, "nbformat") == 4, null, root.TryGetProperty("nbformat", out JsonElement format)
            ? $"nbformat is {format.GetRawText()}; expected 4" : "'nbformat' is missing, so it is not a notebook");
        JsonElement metadata = Object(root, "metadata", null);
        CheckKernel(metadata);
        bool isList = root.TryGetProperty("cells", out JsonElement cells) && cells.ValueKind == JsonValueKind.Array;
        Require(isList, null, "'cells' is missing or not a list");
        NotebookCell[] read = [.. cells.EnumerateArray().Select((cell, i) => ReadCell(cell, i + 1))];
        return new(Path.GetFileNameWithoutExtension(path), metadata, WithUniqueIds(read));
    }

    private JsonElement Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new InvalidDataException($"{path} is empty, so it is not a notebook.");
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException e)
        {
            string place = $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}";
            throw new InvalidDataException($"{path} is not JSON, so it is not a notebook: error at {place}.", e);
        }
    }

    private void CheckKernel(JsonElement metadata)
    {
        string? kernel = metadata.TryGetProperty("kernelspec", out JsonElement spec) ? String(spec, "name") : null;
        string found = kernel is null ? "names no kernel in metadata.kernelspec.name" : $"is for the kernel '{kernel}'";
        Require(kernel == NotebookFile.Kernel, null, $"{found}; expected a C# notebook, '{NotebookFile.Kernel}'");
    }

    private NotebookCell ReadCell(JsonElement cell, int number)
    {
        Require(cell.ValueKind == JsonValueKind.Object, number, "is not a JSON object");
        string? type = String(cell, "cell_type");
        CellKind kind = type switch
        {
            "markdown" => CellKind.Markdown,
            "code" => CellKind.Code,
            "raw" => CellKind.Raw,
            _ => throw Wrong(number, $"cell_type is {(type is null ? "missing" : $"'{type}'")}; expected markdown, code or raw"),
        };
        JsonElement metadata = Object(cell, "metadata", number);
        if (kind == CellKind.Code)
            CheckLanguage(metadata, number);
        return new NotebookCell(String(cell, "id") ?? "", kind, Lines(cell, "source", number))
        {
            Metadata = metadata,
            Attachments = cell.TryGetProperty("attachments", out JsonElement attachments) ? attachments : null,
            ExecutionCount = Int(cell, "execution_count"),
            Outputs = kind == CellKind.Code ? ReadOutputs(cell, number) : [],
        };
    }

    private void CheckLanguage(JsonElement metadata, int number)
    {
        foreach ((string owner, string key) in
            (ReadOnlySpan<(string, string)>)[("polyglot_notebook", "kernelName"), ("dotnet_interactive", "language")])
        {
            string? language = metadata.TryGetProperty(owner, out JsonElement of) ? String(of, key) : null;
            Require(language is null or NotebookFile.CellLanguage, number, $"is in '{language}'; the runner executes C# cells only");
        }
    }

    private Output[] ReadOutputs(JsonElement cell, int number)
    {
        bool isList = cell.TryGetProperty("outputs", out JsonElement outputs) && outputs.ValueKind == JsonValueKind.Array;
        Require(isList, number, "'outputs' is missing or not a list");
        return [.. outputs.EnumerateArray().Select(output => ReadOutput(output, number))];
    }

    private Output ReadOutput(JsonElement output, int number)
    {
        Require(output.ValueKind == JsonValueKind.Object, number, "an output is not a JSON object");
        string? type = String(output, "output_type");
        return type switch
        {
            "stream" => new StreamOutput(
                String(output, "name") == "stderr" ? StreamName.Stderr : StreamName.Stdout, Lines(output, "text", number)),
            "display_data" or "execute_result" => new DisplayOutput(ReadBundle(output, number), type == "execute_result")
            {
                Metadata = Object(output, "metadata", number),
            },
            "error" => new ErrorOutput(String(output, "ename") ?? "", String(output, "evalue") ?? "", Traceback(output)),
            _ => throw Wrong(number, $"output_type is {(type is null ? "missing" : $"'{type}'")}; "
                + "expected stream, display_data, execute_result or error"),
        };
    }

    private static string[] Traceback(JsonElement error) =>
        error.TryGetProperty("traceback", out JsonElement lines) && lines.ValueKind == JsonValueKind.Array
            ? [.. lines.EnumerateArray().Select(line => line.ToString())]
            : [];

    private MimeBundle ReadBundle(JsonElement output, int number) =>
        new(Object(output, "data", number).EnumerateObject().Select(form =>
            KeyValuePair.Create(form.Name, MimeBundle.IsJson(form.Name) ? form.Value : Json.Text(Joined(form.Value, form.Name, number)))));

    private string Lines(JsonElement owner, string key, int number) =>
        owner.TryGetProperty(key, out JsonElement value) ? Joined(value, key, number) : throw Wrong(number, $"'{key}' is missing");

    // nbformat allows text as one string or as a list of lines that carry their own line ends.
    private string Joined(JsonElement value, string key, int number)
    {
        bool isList = value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(line => line.ValueKind == JsonValueKind.String);
        Require(isList || value.ValueKind == JsonValueKind.String, number, $"'{key}' is neither text nor a list of lines");
        string text = isList ? string.Concat(value.EnumerateArray().Select(line => line.GetString())) : value.GetString()!;
        return text.Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    private JsonElement Object(JsonElement owner, string key, int? number)
    {
        bool isObject = owner.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Object;
        Require(isObject, number, $"'{key}' is missing or not a JSON object");
        return value;
    }

    private static string? String(JsonElement owner, string key) =>
        owner.ValueKind == JsonValueKind.Object
        && owner.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static int? Int(JsonElement owner, string key) =>
        owner.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number)
            ? number
            : null;

    // Files older than nbformat 4.5 have no ids, and copies made by hand repeat them; both get one from the cell's place.
    private static NotebookCell[] WithUniqueIds(NotebookCell[] cells)
    {
        var taken = new HashSet<string>(cells.Select(cell => cell.Id));
        var seen = new HashSet<string>();
        for (int i = 0; i < cells.Length; i++)
        {
            if (IsId(cells[i].Id) && seen.Add(cells[i].Id))
                continue;
            string id = $"cell-{i + 1}";
            while (!taken.Add(id))
                id += "-";
            cells[i] = cells[i] with { Id = id };
            seen.Add(id);
        }
        return cells;
    }

    private static bool IsId(string id) => id.Length is >= 1 and <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private void Require(bool condition, int? number, string problem)
    {
        if (!condition)
            throw Wrong(number, problem);
    }

    private InvalidDataException Wrong(int? number, string problem) =>
        new($"{path}{(number is null ? "" : $", cell {number}")}: {problem}.");
}
