using System.Text.Json;
using System.Text.RegularExpressions;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Pages;

/// <summary>An instrument on a page: its element, and the scripts that lie beside the page for it, by their names in their order.</summary>
internal sealed partial record PageInstrument(string Html, IReadOnlyList<KeyValuePair<string, string>> Scripts)
{
    /// <param name="value">With the form that the library writes for pages; a picture of it stands where no script runs.</param>
    /// <returns>Null for a value that is no instrument.</returns>
    /// <exception cref="InvalidDataException">The form is something else, or a file's name would lead out of the folder.</exception>
    public static PageInstrument? Of(MimeBundle value)
    {
        if (value.Json(MimeBundle.Instrument) is not { } form)
            return null;
        if (form.ValueKind != JsonValueKind.Object || !form.TryGetProperty("html", out JsonElement html)
            || !form.TryGetProperty("files", out JsonElement files) || files.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException("an instrument has no HTML or no files");
        }
        if (files.EnumerateObject().Select(file => file.Name).FirstOrDefault(name => !ScriptName().IsMatch(name)) is { } odd)
            throw new InvalidDataException($"an instrument's file is called '{odd}', which is no name of a script");
        string picture = value.Text(MimeBundle.Png) is not { } png ? ""
            : $"<noscript>{OutputHtml.Picture(MimeBundle.Png, png, value)}</noscript>";
        var scripts = files.EnumerateObject().Select(file => KeyValuePair.Create(file.Name, file.Value.GetString()!));
        return new(html.GetString() + picture, [.. scripts]);
    }

    /// <summary>What loads scripts that lie beside a page, in their order.</summary>
    public static string Tags(IEnumerable<string> scripts) =>
        string.Concat(scripts.Select(name => $"<script defer src=\"{name}\"></script>\n"));

    // Nothing that a run writes itself begins so.
    [GeneratedRegex("^mnist-[a-z0-9-]+[.]js$")]
    private static partial Regex ScriptName();
}

/// <summary>The scripts that instruments have beside pages, each written once for all pages of a folder.</summary>
/// <param name="write">Writes a file, by its name and content.</param>
internal sealed class SharedScripts(Action<string, string> write)
{
    private readonly Lock _turn = new();
    private readonly Dictionary<string, string> _written = [];

    /// <summary>Writes those that are not there yet; safe to call from several threads.</summary>
    /// <returns>A line for each that is there with another content: instruments of one run share their data.</returns>
    public IReadOnlyList<string> Write(IEnumerable<KeyValuePair<string, string>> scripts)
    {
        var faults = new List<string>();
        lock (_turn)
        {
            foreach ((string name, string text) in scripts)
            {
                if (_written.TryAdd(name, text))
                    write(name, text);
                else if (_written[name] != text)
                    faults.Add($"an instrument needs another {name} than one of another page.");
            }
        }
        return faults;
    }
}
