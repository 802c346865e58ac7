using MnistNotebooks.Runner.Commands;

namespace MnistNotebooks.Runner.Tests.Commands;

public sealed class FetchCommandTests
{
    [MnistFact]
    public async Task Files_that_are_there_and_right_are_kept_without_a_network()
    {
        using var folder = new TemporaryFolder();
        foreach (string file in Directory.EnumerateFiles(Requirement.MnistFolder!, "*-ubyte*"))
            File.CreateSymbolicLink(folder[Path.GetFileName(file)], file);
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter();
        Assert.Equal(0, await CommandLine.InvokeAsync(["fetch", "--data", folder.Root], output, error));
        Assert.Equal(($"All four files were there already: {folder.Root}\n", ""), (output.ToString(), error.ToString()));
    }
}
