using System.Globalization;

namespace MnistNotebooks.Runner.Sessions;

/// <summary>The name of a cell in compile errors and stack traces: the number in brackets that every notebook program shows beside it.</summary>
internal static class CellPlace
{
    private const string Prefix = "cell [";

    public static string Document(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}]");

    /// <summary>True when the source file of a stack frame is a cell.</summary>
    public static bool IsDocument(string? file) => file?.StartsWith(Prefix, StringComparison.Ordinal) == true;
}
