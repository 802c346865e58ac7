using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Experiments;

/// <summary>A file with the outcomes of finished trials, written anew, and whole, after each.</summary>
internal sealed class TrialCache
{
    /// <summary>To be raised when the file's form changes, or the arithmetic so that results change.</summary>
    public const int Version = 2;

    private static readonly JsonSerializerOptions _json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _path, _data;
    private readonly SortedDictionary<string, Outcome> _outcomes;

    private TrialCache(string path, string data, SortedDictionary<string, Outcome> outcomes)
    {
        _path = path;
        _data = data;
        _outcomes = outcomes;
    }

    /// <summary>Reads the file, or starts an empty cache, and its folder, where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="data">Tells the digits from others.</param>
    /// <exception cref="InvalidDataException">The file is a folder, or not a cache, or one of another version.</exception>
    public static TrialCache Open(string path, string data)
    {
        if (Directory.Exists(path))
            throw new InvalidDataException($"{path}: is a folder; the name of a file for the cache was expected.");
        if (!File.Exists(path))
        {
            // Now rather than when the first trial is finished, which may be hours later.
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return new(path, data, new(StringComparer.Ordinal));
        }
        try
        {
            Contents contents = JsonSerializer.Deserialize<Contents>(File.ReadAllBytes(path), _json) ?? throw new JsonException();
            if (contents.Version != Version)
            {
                throw new InvalidDataException($"{path}: the cache was written by version {contents.Version} of the experiments, "
                    + $"and this is version {Version}, whose results may differ; delete the file or name another.");
            }
            if (contents.Outcomes is null || contents.Outcomes.Values.Any(outcome => outcome?.Losses is null))
                throw new JsonException();
            return new(path, data, new(contents.Outcomes, StringComparer.Ordinal));
        }
        catch (JsonException fault)
        {
            string line = fault.LineNumber is long number ? $" (line {number + 1})" : "";
            throw new InvalidDataException($"{path}: is not a cache of experiments{line}; delete the file or name another.", fault);
        }
    }

    public Outcome? Find(Trial trial) => _outcomes.GetValueOrDefault(Key(trial, _data));

    public void Add(Trial trial, Outcome outcome)
    {
        _outcomes[Key(trial, _data)] = outcome;
        using var file = new WholeFile(_path);
        JsonSerializer.Serialize(file.Stream, new Contents(Version, _outcomes), _json);
        file.Complete();
    }

    /// <summary>
    /// A trial as text that is the same for equal trials and another for others. It is made from the properties themselves,
    /// so that a setting that is added later is not forgotten.
    /// </summary>
    internal static string Key(Trial trial, string data) => $"data={data},{Text(trial)}";

    private static string Text(object? value) => value switch
    {
        null => "none",
        string text => text,
        Activation or Loss => value.ToString()!,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        bool yes => yes ? "yes" : "no",
        IEnumerable list => $"[{string.Join(' ', list.Cast<object?>().Select(Text))}]",
        _ => $"{value.GetType().Name}("
            + string.Join(',', Parts(value.GetType()).Select(part => $"{part.Name}={Text(part.GetValue(value))}")) + ")",
    };

    private static IEnumerable<PropertyInfo> Parts(Type type) => type
        .GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Where(property => property.GetMethod!.GetParameters().Length == 0)
        .OrderBy(property => property.Name, StringComparer.Ordinal);

    private sealed record Contents([property: JsonRequired] int Version, [property: JsonRequired] IDictionary<string, Outcome> Outcomes);
}
