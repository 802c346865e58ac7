using System.Runtime.Loader;

namespace MnistNotebooks.Plotly.Tests;

public sealed class PlotlyHostTests
{
    [Fact]
    public void A_program_that_brings_Plotly_NET_has_no_problem() => Assert.Null(PlotlyHost.Problem);

    [Fact]
    public void Where_a_cell_loads_the_library_beside_the_program_the_reason_and_the_cure_are_told()
    {
        var beside = new AssemblyLoadContext("beside", isCollectible: true);
        Type host = beside.LoadFromAssemblyPath(typeof(PlotlyHost).Assembly.Location).GetType(typeof(PlotlyHost).FullName!)!;
        string problem = Assert.IsType<string>(host.GetProperty(nameof(PlotlyHost.Problem))!.GetValue(null));
        Assert.Contains("this project's own kernel", problem, StringComparison.Ordinal);
        beside.Unload();
    }
}
