using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Sessions;

/// <summary>Why a cell did not come to its end.</summary>
/// <param name="Name">The exception's type, or CompileError, TimeLimit, SessionEnded.</param>
/// <param name="Message">What happened, without place.</param>
/// <param name="Places">Where it happened, innermost first: lines of cells and methods of referenced libraries.</param>
/// <param name="Line">The line of the failing cell, from 1, when it is known.</param>
internal sealed record CellError(string Name, string Message, IReadOnlyList<string> Places, int? Line = null)
{
    public ErrorOutput ToOutput() => new(Name, Message, [.. $"{Name}: {Message}".Split('\n'), .. Places]);
}
