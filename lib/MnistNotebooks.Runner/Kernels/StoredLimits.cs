using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace MnistNotebooks.Runner.Kernels;

/// <summary>
/// How much of what a cell shows a stored notebook keeps. Where nobody looks while cells run, the kernel sends no more than that:
/// a line of a hundred megabytes then costs a second and not a minute.
/// </summary>
internal static class StoredLimits
{
    /// <summary>Characters of text: of all that a cell prints, and of one value.</summary>
    public const int MostText = 1_000_000;

    /// <summary>Characters of another form of a value: a picture in base64, or a figure's JSON.</summary>
    public const int MostOfForm = 50_000_000;

    /// <summary>True in a kernel whose cells nobody looks at while they run.</summary>
    public static bool IsStored => Environment.GetEnvironmentVariable(ValueForms.StoredVariable) == "1";

    /// <summary>Cuts the forms of a value that are too long and says so; half of anything but plain text is no use.</summary>
    public static void Apply(DisplayEvent display)
    {
        // What shows values makes an array or a list of forms, and leaves it to the event.
        if (display.FormattedValues is not IList<FormattedValue> forms)
            return;
        for (int i = 0; i < forms.Count; i++)
        {
            (string type, string value) = (forms[i].MimeType, forms[i].Value);
            if (type == PlainTextFormatter.MimeType && value.Length > MostText)
                forms[i] = new(type,
                    $"{Start(value)}\nThe value has {value.Length:N0} characters; what is beyond {MostText:N0} is left out.");
            else if (value.Length > MostOfForm)
                forms[i] = new(PlainTextFormatter.MimeType,
                    $"The value has {value.Length:N0} characters as {type}; what has more than {MostOfForm:N0} is left out.");
        }
    }

    // Without half of an emoji at its end.
    private static string Start(string text) => text[..(char.IsHighSurrogate(text[MostText - 1]) ? MostText - 1 : MostText)];
}
