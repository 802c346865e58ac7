using System.Globalization;

namespace MnistNotebooks.Runner.Kernels;

/// <summary>The name of a cell in compile errors and stack traces: the number in brackets that notebook programs show beside it.</summary>
internal static class CellPlace
{
    private const string Prefix = "cell [";

    public static string Document(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}]");

    /// <summary>The cell that a source file is, or null. The compiler makes a path of the name.</summary>
    public static string? OfFile(string? path) =>
        Path.GetFileName(path) is { } name && name.StartsWith(Prefix, StringComparison.Ordinal) ? name : null;
}
