namespace MnistNotebooks.Runner.Tests.Kernels;

/// <summary>Packages that a cell names by #r "nuget: …".</summary>
public sealed class PackageTests(PackageTests.Offline kernel) : IClassFixture<PackageTests.Offline>
{
    // One that the kernel's own packages depend on, so that it is on the disk of every machine that has built the project.
    private const string Package = "#r \"nuget: Humanizer.Core, 2.14.1\"";

    [LongFact]
    public async Task A_package_is_loaded_for_all_cells_that_follow()
    {
        RanCell[] cells = await kernel.RunAsync($"{Package}\nusing Humanizer;", "5.ToWords()");
        Assert.Equal(["result:five"], cells[1].Lines);
    }

    [LongFact]
    public async Task Lines_of_a_cell_with_a_package_count_from_its_first_line()
    {
        RanCell[] cells = await kernel.RunAsync(
            $"{Package}\n// a comment\nint zero = 0;\nint x = 1 / zero;", $"// a comment\n{Package}\n\nint one = true;");
        Assert.Contains("   at cell [1], line 4", cells[0].Error!.Places);
        Assert.Equal(4, cells[1].Error!.Line);
    }

    [LongFact]
    public async Task Without_a_network_a_package_is_refused_in_one_sentence()
    {
        RanCell[] cells = await kernel.RunAsync("#r \"nuget: Not.A.Package.At.All, 1.0.0\"\n1");
        string message = cells[0].Error!.Message;
        Assert.Equal("CompileError", cells[0].Error!.Name);
        Assert.StartsWith("Not.A.Package.At.All was not found or could not be downloaded: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    /// <summary>A kernel whose way out is the port of the discard service, which nobody listens on.</summary>
    public sealed class Offline()
        : WarmKernel(Path.GetTempPath(), ("https_proxy", "http://127.0.0.1:9"), ("HTTPS_PROXY", "http://127.0.0.1:9"));
}
