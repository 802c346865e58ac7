using System.Text.Json;

namespace MnistNotebooks.Runner.Notebooks;

/// <summary>
/// Turns the JSON of a notebook into the model, or says what is wrong with it.
/// (Microsoft.DotNet.Interactive.Documents loses attachments and raw cells, and can't write figures.)
/// </summary>
/// <param name="path">Named in messages.</param>
internal sealed class NotebookReader(string path)
{
    // Longer, a wrong value says no more.
    private const int MostQuoted = 40;

    private int _noNumbers;
    private int _outputs;
    private int _cells;

    /// <exception cref="InvalidDataException">See <see cref="NotebookFile.Read"/>.</exception>
    public NotebookFile Read(string text)
    {
        JsonElement root = Parse(text);
        Require(root.ValueKind == JsonValueKind.Object, null, "a notebook is a JSON object, but the file holds something else");
        Require(Int(root, "nbformat") == 4, null, root.TryGetProperty("nbformat", out JsonElement format)
            ? $"nbformat is {Quoted(format.GetRawText())}; expected 4" : "'nbformat' is missing, so it is not a notebook");
        JsonElement metadata = Object(root, "metadata") ?? throw Wrong(null, "'metadata' is missing or not a JSON object");
        bool isList = root.TryGetProperty("cells", out JsonElement cells) && cells.ValueKind == JsonValueKind.Array;
        CheckLanguage(metadata, isList ? cells.EnumerateArray() : []);
        Require(isList, null, "'cells' is missing or not a list");
        NotebookCell[] read = [.. cells.EnumerateArray().Select((cell, i) => ReadCell(cell, i + 1))];
        return new(Path.GetFileNameWithoutExtension(path), metadata, WithUniqueIds(read)) { LeftOut = LeftOut() };
    }

    private string? LeftOut()
    {
        (int Count, string One, string Many)[] parts =
        [
            (_noNumbers, "value that JSON doesn't have (NaN, Infinity)", "values that JSON doesn't have (NaN, Infinity)"),
            (_outputs, "output that is incomplete or of an unknown kind", "outputs that are incomplete or of an unknown kind"),
            (_cells, "part of a cell that is missing or of the wrong kind", "parts of cells that are missing or of the wrong kind"),
        ];
        string[] said = [.. parts.Where(part => part.Count > 0).Select(part => $"{part.Count} {(part.Count == 1 ? part.One : part.Many)}")];
        return said is [] ? null : $"{path}: left out what nbformat doesn't know: {string.Join(", ", said)}.";
    }

    private JsonElement Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new InvalidDataException($"{path} is empty, so it is not a notebook.");
        try
        {
            return LooseJson.Parse(text, out _noNumbers);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path} {e.Message}, so it is not a notebook.", e);
        }
        catch (JsonException e)
        {
            string place = $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}";
            throw new InvalidDataException($"{path} is not JSON, so it is not a notebook: error at {place}.", e);
        }
    }

    private void CheckLanguage(JsonElement metadata, IEnumerable<JsonElement> cells)
    {
        string? language = NotebookLanguage.Of(metadata, cells
            .Where(cell => String(cell, "cell_type") == "code" && cell.TryGetProperty("metadata", out _))
            .Select(cell => cell.GetProperty("metadata")));
        string found = language is null ? "names no kernel in metadata.kernelspec.name" : $"is for the kernel '{Quoted(language)}'";
        Require(language is not null && NotebookLanguage.IsCSharp(language), null,
            $"{found}; expected a C# notebook, '{NotebookFile.Kernel}'");
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
            _ => throw Wrong(number, $"cell_type is {(type is null ? "missing" : $"'{Quoted(type)}'")}; expected markdown, code or raw"),
        };
        JsonElement metadata = Part(cell, "metadata") ?? Json.EmptyObject;
        if (kind == CellKind.Code && NotebookLanguage.OfCodeCell(metadata) is { } language)
            Require(NotebookLanguage.IsCSharp(language), number, $"is in '{Quoted(language)}'; the runner executes C# cells only");
        return new NotebookCell(String(cell, "id") ?? "", kind, Lines(cell, "source", number))
        {
            Metadata = metadata,
            Attachments = cell.TryGetProperty("attachments", out _) ? Part(cell, "attachments") : null,
            ExecutionCount = Int(cell, "execution_count"),
            Outputs = kind == CellKind.Code ? ReadOutputs(cell) : [],
        };
    }

    // An object that a cell should have; null, and counted, when it hasn't.
    private JsonElement? Part(JsonElement cell, string key)
    {
        if (cell.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Object)
            return value;
        _cells++;
        return null;
    }

    // Outputs are what a run makes anew, so a damaged one is no reason to refuse the notebook.
    private Output[] ReadOutputs(JsonElement cell)
    {
        if (!cell.TryGetProperty("outputs", out JsonElement outputs) || outputs.ValueKind != JsonValueKind.Array)
        {
            _cells++;
            return [];
        }
        Output[] read = [.. outputs.EnumerateArray().Select(ReadOutput).OfType<Output>()];
        _outputs += outputs.GetArrayLength() - read.Length;
        return read;
    }

    private static Output? ReadOutput(JsonElement output) => String(output, "output_type") switch
    {
        "stream" when Joined(output, "text") is { } text =>
            new StreamOutput(String(output, "name") == "stderr" ? StreamName.Stderr : StreamName.Stdout, text),
        ("display_data" or "execute_result") and var type when Object(output, "data") is { } data
            && Object(output, "metadata") is { } metadata && ReadBundle(data) is { } forms =>
            new DisplayOutput(forms, type == "execute_result") { Metadata = metadata },
        "error" => new ErrorOutput(String(output, "ename") ?? "", String(output, "evalue") ?? "", Traceback(output)),
        _ => null,
    };

    private static string[] Traceback(JsonElement error) =>
        error.TryGetProperty("traceback", out JsonElement lines) && lines.ValueKind == JsonValueKind.Array
            ? [.. lines.EnumerateArray().Select(line => line.ToString())]
            : [];

    private static MimeBundle? ReadBundle(JsonElement data)
    {
        var forms = new List<KeyValuePair<string, JsonElement>>();
        foreach (JsonProperty form in data.EnumerateObject())
        {
            if (MimeBundle.IsJson(form.Name))
                forms.Add(new(form.Name, form.Value));
            else if (Joined(form.Value) is { } text)
                forms.Add(new(form.Name, Json.Text(text)));
            else
                return null;
        }
        return new(forms);
    }

    private string Lines(JsonElement owner, string key, int number)
    {
        Require(owner.TryGetProperty(key, out _), number, $"'{key}' is missing");
        return Joined(owner, key) ?? throw Wrong(number, $"'{key}' is neither text nor a list of lines");
    }

    private static string? Joined(JsonElement owner, string key) =>
        owner.TryGetProperty(key, out JsonElement value) ? Joined(value) : null;

    // nbformat allows text as one string or as a list of lines that carry their own line ends.
    private static string? Joined(JsonElement value)
    {
        bool isList = value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(line => line.ValueKind == JsonValueKind.String);
        if (!isList && value.ValueKind != JsonValueKind.String)
            return null;
        string text = isList ? string.Concat(value.EnumerateArray().Select(line => line.GetString())) : value.GetString()!;
        return text.Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    private static JsonElement? Object(JsonElement owner, string key) =>
        owner.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Object ? value : null;

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

    private static string Quoted(string value) =>
        (value.Length <= MostQuoted ? value : $"{value[..MostQuoted]}…").ReplaceLineEndings(" ");

    private void Require(bool condition, int? number, string problem)
    {
        if (!condition)
            throw Wrong(number, problem);
    }

    private InvalidDataException Wrong(int? number, string problem) =>
        new($"{path}{(number is null ? "" : $", cell {number}")}: {problem}.");
}
