using System.Reflection;
using System.Runtime.Loader;

namespace MnistNotebooks.Plotly.Tests;

public sealed class PlotlyHostTests
{
    [Fact]
    public void A_program_that_brings_Plotly_NET_has_no_problem() => Assert.Null(PlotlyHost.Problem);

    [Fact]
    public void Where_the_library_of_FSharp_cannot_be_loaded_the_reason_and_the_cure_are_told()
    {
        var beside = new WithoutFSharp();
        Type host = beside.LoadFromAssemblyPath(typeof(PlotlyHost).Assembly.Location).GetType(typeof(PlotlyHost).FullName!)!;
        string problem = Assert.IsType<string>(host.GetProperty(nameof(PlotlyHost.Problem))!.GetValue(null));
        Assert.Contains("F#", problem, StringComparison.Ordinal);
        Assert.Contains("this project's own kernel", problem, StringComparison.Ordinal);
        beside.Unload();
    }

    /// <summary>Loads Plotly.NET anew, as cells do, but finds no library of F# for it.</summary>
    private sealed class WithoutFSharp() : AssemblyLoadContext("beside", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName name) => name.Name switch
        {
            "FSharp.Core" => throw new FileNotFoundException("There is none.", name.FullName),
            "Plotly.NET" => LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "Plotly.NET.dll")),
            _ => null,
        };
    }
}
