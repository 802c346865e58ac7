using MnistNotebooks.Runner.Runs;

namespace MnistNotebooks.Runner.Tests.Kernels;

/// <summary>Packages that a cell names by #r "nuget: …".</summary>
public sealed class PackageTests
{
    // One that the kernel's own packages depend on, so that it is on the disk of every machine that has built the project.
    private const string Package = "#r \"nuget: Humanizer.Core, 2.14.1\"";

    [Fact]
    public async Task A_package_is_loaded_for_all_cells_that_follow()
    {
        NotebookRun run = await Run.CellsAsync($"{Package}\nusing Humanizer;", "5.ToWords()");
        Assert.Equal(["result:five"], run.Outputs(2));
    }

    [Fact]
    public async Task Lines_of_a_cell_with_a_package_count_from_its_first_line()
    {
        NotebookRun run = await Run.CellsAsync($"{Package}\n// a comment\nint zero = 0;\nint x = 1 / zero;");
        Assert.Contains("   at cell [1], line 4", run.Failure!.Error.Places);
        run = await Run.CellsAsync($"// a comment\n{Package}\n\nint one = true;");
        Assert.Equal(4, run.Failure!.Error.Line);
    }

    [Fact]
    public async Task Without_a_network_a_package_is_refused_in_one_sentence()
    {
        // The port of the discard service, which nobody listens on.
        RunSettings settings = Run.Settings(TimeSpan.FromMinutes(2), ("https_proxy", "http://127.0.0.1:9"), ("HTTPS_PROXY", "http://127.0.0.1:9"));
        NotebookRun run = await Run.InAsync(Path.GetTempPath(), settings, "#r \"nuget: Not.A.Package.At.All, 1.0.0\"\n1");
        Assert.Equal("CompileError", run.Failure!.Error.Name);
        Assert.StartsWith("Not.A.Package.At.All was not found or could not be downloaded: ", run.Failure.Error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', run.Failure.Error.Message);
    }
}
