using System.Globalization;

namespace MnistNotebooks.Runner.Kernels;

/// <summary>The name of a cell in compile errors and stack traces: the number in brackets that notebook programs show beside it.</summary>
/// <param name="Cell">Such as "cell [3]".</param>
/// <param name="LinesBefore">Lines of the cell before the code that was compiled: the kernel takes directives out first.</param>
internal readonly record struct CellPlace(string Cell, int LinesBefore)
{
    private const string Prefix = "cell [";
    private const char Separator = '+';

    public static string Document(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}]");

    /// <summary>The name of the source file for a part of a cell.</summary>
    public static string File(int number, int linesBefore) =>
        linesBefore == 0 ? Document(number) : string.Create(CultureInfo.InvariantCulture, $"{Document(number)}{Separator}{linesBefore}");

    /// <summary>The cell that a source file is, or null. The compiler makes a path of the name.</summary>
    public static CellPlace? OfFile(string? path)
    {
        if (Path.GetFileName(path) is not { } name || !name.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        int end = name.IndexOf(Separator, StringComparison.Ordinal);
        return end < 0 ? new(name, 0) : new(name[..end], int.Parse(name[(end + 1)..], CultureInfo.InvariantCulture));
    }
}
