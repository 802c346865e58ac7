using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Kernels;

/// <summary>What a running cell shows, in the order in which it happened.</summary>
internal abstract record CellEvent;

/// <summary>Text written to the console, or past it to the process's own output.</summary>
internal sealed record TextWritten(StreamName Stream, string Text) : CellEvent;

/// <summary>A displayed value.</summary>
/// <param name="Forms">By MIME type: JSON types as JSON, all others as a JSON string.</param>
/// <param name="IsResult">True for the value of the cell's last expression.</param>
/// <param name="DisplayId">What a later update of the same place names; null for a place that is never updated.</param>
/// <param name="IsUpdate">True when the value takes the place of an earlier one of this id.</param>
internal sealed record ValueDisplayed(MimeBundle Forms, bool IsResult, string? DisplayId = null, bool IsUpdate = false) : CellEvent;
