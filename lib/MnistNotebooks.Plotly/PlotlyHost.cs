using System.Runtime.Loader;

namespace MnistNotebooks.Plotly;

/// <summary>Tells whether charts of Plotly.NET can be made in the program that runs the cells.</summary>
public static class PlotlyHost
{
    /// <summary>
    /// Null where that program brings Plotly.NET along, as this project's own kernel does; else a sentence that says why charts can't be
    /// made and what to do. In any other kernel the libraries of F# that Plotly.NET needs are loaded in versions of the kernel's own, or
    /// twice, and every call fails.
    /// </summary>
    // Touches no type of Plotly.NET, so that it works where they can't be loaded.
    public static string? Problem => AssemblyLoadContext.GetLoadContext(typeof(PlotlyHost).Assembly) == AssemblyLoadContext.Default
        ? null
        : "Plotly.NET can't work in this kernel, which doesn't bring the F# library that it needs:"
            + " run the lesson with this project's own kernel (the README says how).";
}
