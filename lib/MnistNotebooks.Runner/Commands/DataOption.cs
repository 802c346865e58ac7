using System.CommandLine;

namespace MnistNotebooks.Runner.Commands;

/// <summary>--data, which every command has.</summary>
internal static class DataOption
{
    private const string Standard = "The folder with MNIST's four files; by default MNIST_DIR, data/mnist, a download, or drawn digits.";

    public static Option<string?> Create(string description = Standard) => new("--data") { HelpName = "DIR", Description = description };
}
