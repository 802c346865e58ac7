using System.Text.Json;
using System.Text.Json.Serialization;
using MnistNotebooks.Data;

namespace MnistNotebooks.Experiments;

/// <summary>A file with the outcomes of finished trials, written anew, and whole, after each.</summary>
internal sealed class GridCache
{
    /// <summary>To be raised when the file's form changes, or the arithmetic so that results change.</summary>
    public const int Version = 1;

    private static readonly JsonSerializerOptions _json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _path;
    private readonly SortedDictionary<string, Outcome> _outcomes;

    private GridCache(string path, SortedDictionary<string, Outcome> outcomes)
    {
        _path = path;
        _outcomes = outcomes;
    }

    /// <summary>Reads the file, or starts an empty cache, and its folder, where there is none.</summary>
    /// <exception cref="InvalidDataException">The file is a folder, or not a cache, or one of another version.</exception>
    public static GridCache Open(string path)
    {
        if (Directory.Exists(path))
            throw new InvalidDataException($"{path}: is a folder; the name of a file for the cache was expected.");
        if (!File.Exists(path))
        {
            // Now rather than when the first trial is finished, which may be hours later.
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return new(path, new(StringComparer.Ordinal));
        }
        try
        {
            Contents contents = JsonSerializer.Deserialize<Contents>(File.ReadAllBytes(path), _json) ?? throw new JsonException();
            if (contents.Version != Version)
                throw new InvalidDataException($"{path}: the cache was written by version {contents.Version} of the experiments, and this is version {Version}, whose results may differ; delete the file or name another.");
            if (contents.Outcomes is null || contents.Outcomes.Values.Any(outcome => outcome?.Losses is null))
                throw new JsonException();
            return new(path, new(contents.Outcomes, StringComparer.Ordinal));
        }
        catch (JsonException fault)
        {
            string line = fault.LineNumber is long number ? $" (line {number + 1})" : "";
            throw new InvalidDataException($"{path}: is not a cache of experiments{line}; delete the file or name another.", fault);
        }
    }

    public Outcome? Find(string key) => _outcomes.GetValueOrDefault(key);

    public void Add(string key, Outcome outcome)
    {
        _outcomes[key] = outcome;
        using var file = new WholeFile(_path);
        JsonSerializer.Serialize(file.Stream, new Contents(Version, _outcomes), _json);
        file.Complete();
    }

    private sealed record Contents([property: JsonRequired] int Version, [property: JsonRequired] IDictionary<string, Outcome> Outcomes);
}
