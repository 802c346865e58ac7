using System.CommandLine;

namespace MnistNotebooks.Runner.Commands;

/// <summary>--data, which every command has.</summary>
internal static class DataOption
{
    public static Option<string?> Create(string description = "The folder with MNIST's four files; by default MNIST_DIR, data/mnist, a download, or drawn digits.") =>
        new("--data") { HelpName = "DIR", Description = description };
}
