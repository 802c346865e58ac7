using System.Text.Json;

namespace MnistNotebooks.Runner.Pages;

/// <summary>Where the links of a notebook lead when it has become a page in another folder.</summary>
/// <param name="notebookFolder">The folder from which the notebook's relative links count.</param>
/// <param name="pageFolder">The folder of the page.</param>
internal sealed class PageLinks(string notebookFolder, string pageFolder)
{
    /// <summary>What addresses of a cell's own files begin with.</summary>
    public const string Attachment = "attachment:";

    /// <summary>The address of a link: another notebook becomes its page, another relative file is found from the page's folder.</summary>
    public string Page(string address)
    {
        if (!IsRelative(address))
            return address;
        int end = address.IndexOfAny(['#', '?']);
        (string path, string rest) = end < 0 ? (address, "") : (address[..end], address[end..]);
        return path.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)
            ? path[(path.LastIndexOf('/') + 1)..^".ipynb".Length] + ".html" + rest
            : FromPage(path) + rest;
    }

    /// <summary>
    /// The address of a picture: the picture itself where it is attached or lies beside the notebook,
    /// so that the page needs no other file.
    /// </summary>
    public string Picture(string address, JsonElement? attachments)
    {
        if (address.StartsWith(Attachment, StringComparison.OrdinalIgnoreCase))
            return Attached(Uri.UnescapeDataString(address[Attachment.Length..]), attachments) ?? address;
        if (!IsRelative(address))
            return address;
        string file = Path.Combine(notebookFolder, Uri.UnescapeDataString(address));
        string? type = Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".png" => "image/png",
            ".jpg" or ".jpeg" => "image/jpeg",
            ".gif" => "image/gif",
            ".svg" => "image/svg+xml",
            ".webp" => "image/webp",
            _ => null,
        };
        return type is not null && File.Exists(file)
            ? $"data:{type};base64,{Convert.ToBase64String(File.ReadAllBytes(file))}"
            : FromPage(address);
    }

    // nbformat stores a file as base64 by MIME type, in one piece or in lines.
    private static string? Attached(string name, JsonElement? attachments)
    {
        if (attachments is not { ValueKind: JsonValueKind.Object } files || !files.TryGetProperty(name, out JsonElement forms))
            return null;
        if (forms.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty form in forms.EnumerateObject().Where(form => IsPicture(form.Name)))
            {
                if (Text(form.Value) is { } base64)
                    return $"data:{form.Name};base64,{string.Concat(base64.Where(c => !char.IsWhiteSpace(c)))}";
            }
        }
        throw new InvalidDataException($"the attachment '{name}' is not a picture");
    }

    private static bool IsPicture(string mimeType) =>
        mimeType.StartsWith("image/", StringComparison.Ordinal)
        && mimeType.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '+' or '-' or '.');

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array when value.EnumerateArray().All(line => line.ValueKind == JsonValueKind.String) =>
            string.Concat(value.EnumerateArray().Select(line => line.GetString())),
        _ => null,
    };

    private string FromPage(string path)
    {
        string file = Path.GetFullPath(Path.Combine(notebookFolder, Uri.UnescapeDataString(path)));
        string relative = Path.GetRelativePath(Path.GetFullPath(pageFolder), file);
        return string.Join('/', relative.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
    }

    private static bool IsRelative(string address) =>
        address.Length > 0 && address[0] is not ('#' or '/' or '?') && !address.Contains("%00", StringComparison.Ordinal)
        && !Uri.TryCreate(address, UriKind.Absolute, out _);
}
