namespace MnistNotebooks.Runner;

/// <summary>plotly.js, which draws the figures.</summary>
internal static class PlotlyScript
{
    /// <summary>The name of the copy beside the pages; page.js loads it by this name.</summary>
    public const string Name = "plotly.min.js";

    /// <summary>The program's own, which the build puts beside it.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, Name);
}
