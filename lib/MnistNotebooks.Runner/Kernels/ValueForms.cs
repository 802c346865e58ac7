using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting;
using MnistNotebooks.Charts;
using MnistNotebooks.Instruments;
using MnistNotebooks.Plotly;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Kernels;

/// <summary>
/// How cells show values. Those whose types bring no formatter show as text; numbers, matrices and vectors as they write themselves. The
/// packages' own default, a folding tree of properties in HTML, hides a matrix and is no number that one can read in a stored notebook.
/// </summary>
internal static class ValueForms
{
    /// <summary>The variable that, set to 1, says that nobody looks while cells run: figures and instruments then have no HTML for
    /// live pages.</summary>
    public const string StoredVariable = "MNIST_NOTEBOOKS_STORED";

    // Where the library finds plotly.js when it makes HTML; named there too.
    private const string PlotlyPath = "MnistNotebooks.PlotlyScript";

    private const string PlotlyNet = "Plotly.NET";

    private static Kernel? _kernel;

    /// <summary>Sets the formatters anew for a kernel, whatever an earlier one of the process had registered.</summary>
    public static void Register(Kernel kernel)
    {
        Formatter.ResetToDefault();
        Formatter.DefaultMimeType = PlainTextFormatter.MimeType;
        Formatter.Register<IFormattable>(
            (value, writer) => writer.Write(value.ToString(null, CultureInfo.InvariantCulture)), PlainTextFormatter.MimeType);
        // What a cell calls HTML is HTML.
        Formatter.SetPreferredMimeTypesFor(typeof(IHtmlContent), MimeBundle.Html);
        if (StoredLimits.IsStored)
        {
            Prefer(typeof(Figure), MimeBundle.Plotly);
            Prefer(typeof(Instrument), MimeBundle.Instrument);
        }
        else
        {
            AppContext.SetData(PlotlyPath, PlotlyScript.Path);
        }
        if (_kernel is null)
            AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => RegisterCharts(loaded.LoadedAssembly);
        _kernel = kernel;
        foreach (Assembly assembly in AppDomain.CurrentDomain.GetAssemblies())
            RegisterCharts(assembly);
    }

    // What a type itself prefers is taken up when one of its formatters is first asked for; what is set before that counts for nothing.
    private static void Prefer(Type type, string mimeType)
    {
        Formatter.GetPreferredFormatterFor(type, mimeType);
        Formatter.SetPreferredMimeTypesFor(type, mimeType, PlainTextFormatter.MimeType);
    }

    // Only lessons that draw with Plotly.NET load it; the others need not wait for it.
    private static void RegisterCharts(Assembly loaded)
    {
        if (loaded.GetName().Name == PlotlyNet)
            ChartFormatters.RegisterAsync(_kernel!).GetAwaiter().GetResult();
    }
}
