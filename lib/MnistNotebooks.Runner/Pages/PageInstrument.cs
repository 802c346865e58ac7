using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Pages;

/// <summary>An instrument on a page: its element, and the files that lie beside the page for it.</summary>
/// <param name="Html">The element; behind it a picture of it if there is one, which page.css shows where the element can't run.</param>
/// <param name="Files">By their names; scripts are in the order in which they run.</param>
internal sealed partial record PageInstrument(string Html, IReadOnlyList<KeyValuePair<string, byte[]>> Files)
{
    /// <summary>The scripts among the files, in the order in which they run.</summary>
    public IEnumerable<byte[]> Scripts => Files.Where(file => IsScript(file.Key)).Select(file => file.Value);

    /// <param name="value">With the form that the library writes for pages.</param>
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
        var parts = files.EnumerateObject()
            .Select(file => KeyValuePair.Create(file.Name, Encoding.UTF8.GetBytes(file.Value.GetString()!))).ToList();
        string element = html.GetString()!;
        if (Picture(value) is { } picture)
        {
            string name = $"mnist-{Convert.ToHexStringLower(SHA256.HashData(picture))[..16]}.png";
            element += OutputHtml.Picture(name, value, "stand-in");
            parts.Add(new(name, picture));
        }
        return new(element, parts);
    }

    /// <summary>What loads the scripts that lie beside a page, in their order.</summary>
    /// <param name="files">The names of all files.</param>
    public static string Tags(IEnumerable<string> files) =>
        string.Concat(files.Where(IsScript).Select(name => $"<script defer src=\"{name}\"></script>\n"));

    private static bool IsScript(string name) => name.EndsWith(".js", StringComparison.Ordinal);

    // Of a stored notebook, where it may be anything.
    private static byte[]? Picture(MimeBundle value)
    {
        string base64 = value.Text(MimeBundle.Png) ?? "";
        byte[] picture = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, picture, out int length) && length > 0 ? picture[..length] : null;
    }

    // Nothing that a run writes itself begins so.
    [GeneratedRegex("^mnist-[a-z0-9-]+[.]js$")]
    private static partial Regex ScriptName();
}

/// <summary>The files that instruments have beside pages, each written once for all pages of a folder.</summary>
/// <param name="write">Writes a file, by its name and content.</param>
internal sealed class SharedFiles(Action<string, byte[]> write)
{
    private readonly Lock _turn = new();
    private readonly Dictionary<string, byte[]> _written = [];

    /// <summary>Writes those that are not there yet; safe to call from several threads.</summary>
    /// <returns>A line for each that is there with another content: instruments of one run share their data.</returns>
    public IReadOnlyList<string> Write(IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        var faults = new List<string>();
        lock (_turn)
        {
            foreach ((string name, byte[] content) in files)
            {
                if (_written.TryAdd(name, content))
                    write(name, content);
                else if (!_written[name].AsSpan().SequenceEqual(content))
                    faults.Add($"an instrument needs another {name} than one of another page.");
            }
        }
        return faults;
    }
}
