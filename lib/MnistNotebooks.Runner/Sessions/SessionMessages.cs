using System.Text.Json;
using System.Text.Json.Serialization;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Sessions;

/// <summary>A compiled cell on its way to the session's process.</summary>
/// <param name="Number">The number of the code cell, from 1.</param>
/// <param name="Assembly">The cell's assembly.</param>
/// <param name="Symbols">Its portable PDB, for line numbers.</param>
/// <param name="Type">The type that holds the entry point.</param>
/// <param name="Method">The entry point: a static method from the array of submissions to a task of the value.</param>
/// <param name="ShowsValue">True when the cell ends in an expression whose value is to be displayed.</param>
/// <param name="Libraries">Full paths of what this and the earlier cells name in <c>#r</c>.</param>
internal sealed record CompiledCell(int Number, byte[] Assembly, byte[] Symbols, string Type, string Method, bool ShowsValue, IReadOnlyList<string> Libraries);

/// <summary>What the session's process reports, in the order in which it happened.</summary>
/// <param name="Cell">The cell that ran, or ran last, at that time.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(TextWritten), "text")]
[JsonDerivedType(typeof(ValueDisplayed), "display")]
[JsonDerivedType(typeof(CellFailed), "error")]
[JsonDerivedType(typeof(CellDone), "done")]
internal abstract record SessionEvent(int Cell);

internal sealed record TextWritten(int Cell, StreamName Stream, string Text) : SessionEvent(Cell);

internal sealed record ValueDisplayed(int Cell, Dictionary<string, JsonElement> Forms, bool IsResult) : SessionEvent(Cell);

/// <summary>The cell threw, or a thread that it had started did; the latter ends the process.</summary>
internal sealed record CellFailed(int Cell, CellError Error) : SessionEvent(Cell);

internal sealed record CellDone(int Cell) : SessionEvent(Cell);

/// <summary>The messages as JSON; generated, because reflection would cost each session's start a tenth of a second.</summary>
[JsonSerializable(typeof(CompiledCell))]
[JsonSerializable(typeof(SessionEvent))]
internal sealed partial class SessionJson : JsonSerializerContext
{
    /// <summary>Comes before each event and its line end after it (RFC 7464), so that what a cell writes past Console.Out is told apart.</summary>
    public const byte Separator = 0x1E;
}
