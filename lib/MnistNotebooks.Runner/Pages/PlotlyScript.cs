namespace MnistNotebooks.Runner.Pages;

/// <summary>Where the pages find plotly.js.</summary>
internal static class PlotlyScript
{
    /// <summary>The version that the figures are tried with; the library's figures name the same one.</summary>
    public const string Version = "3.7.0";

    /// <summary>That version on plotly's content delivery network.</summary>
    public const string Cdn = $"https://cdn.plot.ly/plotly-{Version}.min.js";

    /// <summary>The name of a copy beside the pages.</summary>
    public const string LocalName = "plotly.min.js";
}
