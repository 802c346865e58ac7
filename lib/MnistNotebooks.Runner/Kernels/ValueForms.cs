using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;

namespace MnistNotebooks.Runner.Kernels;

/// <summary>
/// How cells show values whose types bring no formatter: as text, for numbers, matrices and vectors the text that they write of themselves.
/// The packages' own default, a folding tree of properties in HTML, hides a matrix and is no number that one can read in a stored notebook.
/// </summary>
internal static class ValueForms
{
    /// <summary>Sets the formatters anew, whatever an earlier kernel of the process had registered.</summary>
    public static void Register()
    {
        Formatter.ResetToDefault();
        Formatter.DefaultMimeType = PlainTextFormatter.MimeType;
        Formatter.Register<IFormattable>((value, writer) => writer.Write(value.ToString(null, CultureInfo.InvariantCulture)), PlainTextFormatter.MimeType);
    }
}
