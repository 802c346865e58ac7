using System.Globalization;
using System.Text.RegularExpressions;
using MnistNotebooks.Data;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Kernels;

/// <summary>Why a cell did not come to its end.</summary>
/// <param name="Name">The exception's type, or CompileError, TimeLimit, KernelEnded.</param>
/// <param name="Message">What happened, without place.</param>
/// <param name="Places">Where it happened, innermost first: lines of cells and methods of referenced libraries.</param>
/// <param name="Line">The line of the failing cell, from 1, when it is known.</param>
internal sealed partial record CellError(string Name, string Message, IReadOnlyList<string> Places, int? Line = null)
{
    /// <summary>What happened, without place, and without the users and passwords of addresses: a notebook is shown to others.</summary>
    public string Message { get; init; } = Addresses.WithoutUsers(Message);

    /// <summary>True when the cell took the kernel's process with it.</summary>
    public bool EndedProcess { get; init; }

    public ErrorOutput ToOutput() => new(Name, Message, [.. $"{Name}: {Message}".Split('\n'), .. Places]);

    /// <summary>
    /// As the message of the kernel's CommandFailed, which other front ends show as it is:
    /// what happened, an empty line, where.
    /// </summary>
    public string ToText() => Places.Count == 0 ? $"{Name}: {Message}" : $"{Name}: {Message}\n\n{string.Join('\n', Places)}";

    /// <summary>The error of a cell from its <see cref="ToText"/>.</summary>
    public static CellError FromText(string text, int cell)
    {
        int gap = text.LastIndexOf("\n\n", StringComparison.Ordinal);
        (string what, string[] places) = gap < 0 ? (text, []) : (text[..gap], text[(gap + 2)..].Split('\n'));
        int colon = what.IndexOf(": ", StringComparison.Ordinal);
        (string name, string message) = colon < 0 ? ("Error", what) : (what[..colon], what[(colon + 2)..]);
        Match line = places.Select(place => LineOfCell().Match(place))
            .FirstOrDefault(match => match.Success && match.Groups["cell"].Value == CellPlace.Document(cell))
            ?? Match.Empty;
        return new(name, message, places, line.Success ? int.Parse(line.Groups["line"].Value, CultureInfo.InvariantCulture) : null);
    }

    [GeneratedRegex(@"^   at .*?(?<cell>cell \[\d+\]), line (?<line>\d+)")]
    private static partial Regex LineOfCell();
}

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
