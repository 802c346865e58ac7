using System.Runtime.CompilerServices;
using Plotly.NET;

namespace MnistNotebooks.Plotly;

/// <summary>Tells whether charts of Plotly.NET can be made in the program that runs the cells.</summary>
public static class PlotlyHost
{
    /// <summary>
    /// Null where Plotly.NET works; else a sentence that says why it doesn't and what to do. In a program that doesn't bring Plotly.NET
    /// along, as this project's own kernel does, the F# library that it needs may be loaded in another version already, or be loaded
    /// twice, and then every call fails.
    /// </summary>
    public static string? Problem
    {
        get
        {
            try
            {
                Touch();
                return null;
            }
            catch (Exception e) when (e is IOException or TypeLoadException or MissingMemberException or TypeInitializationException)
            {
                return "Plotly.NET can't work in this kernel, where the F# library that it needs is loaded in another version or twice:"
                    + " run the lesson with this project's own kernel (the README says how).";
            }
        }
    }

    // A method of its own, because the libraries are loaded when it is compiled. The default options need all of them.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Touch() => _ = Defaults.DefaultDisplayOptions;
}
