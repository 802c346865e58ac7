using System.Text.Json;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Sessions.Host;

/// <summary>A value's forms by MIME type: what its type's formatters write, and plain text in any case.</summary>
internal static class DisplayForms
{
    public static Dictionary<string, JsonElement> Of(object? value)
    {
        var forms = new Dictionary<string, JsonElement>();
        if (value is not null)
        {
            foreach (TypeFormatter formatter in TypeFormatters.Preferred(value.GetType()))
                AddForm(forms, formatter, value);
        }
        forms.TryAdd(MimeBundle.Plain, Json.Text(forms.Count > 0 ? value!.ToString() ?? "" : PlainText.Of(value)));
        return forms;
    }

    /// <exception cref="ArgumentException">The value has no such form.</exception>
    public static Dictionary<string, JsonElement> Of(object? value, string mimeType)
    {
        var forms = new Dictionary<string, JsonElement>();
        if (value is not null)
        {
            foreach (TypeFormatter formatter in TypeFormatters.All(value.GetType()).Where(formatter => formatter.MimeType == mimeType))
                AddForm(forms, formatter, value);
        }
        if (forms.Count > 0)
            return forms;
        if (mimeType != MimeBundle.Plain)
            throw new ArgumentException($"{(value is null ? "null" : CSharpNames.Of(value.GetType()))} has no form of type {mimeType}.", nameof(mimeType));
        return new() { [MimeBundle.Plain] = Json.Text(PlainText.Of(value)) };
    }

    private static void AddForm(Dictionary<string, JsonElement> forms, TypeFormatter formatter, object value)
    {
        using var writer = new StringWriter(System.Globalization.CultureInfo.InvariantCulture) { NewLine = "\n" };
        if (formatter.Format(value, writer))
            forms[formatter.MimeType] = MimeBundle.IsJson(formatter.MimeType) ? JsonElement.Parse(writer.ToString()) : Json.Text(writer.ToString());
    }
}
