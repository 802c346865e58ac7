using System.Text.Json;

namespace MnistNotebooks.Runner.Notebooks;

/// <summary>One entry below a code cell.</summary>
internal abstract record Output;

internal enum StreamName
{
    Stdout,
    Stderr,
}

/// <summary>Text written to the console.</summary>
internal sealed record StreamOutput(StreamName Name, string Text) : Output;

/// <summary>A displayed value in one or more MIME types.</summary>
/// <param name="Data">The forms of the value.</param>
/// <param name="IsResult">True for the value of the cell's last expression (nbformat's execute_result), false for display(…).</param>
internal sealed record DisplayOutput(MimeBundle Data, bool IsResult) : Output
{
    /// <summary>nbformat's metadata of the output.</summary>
    public JsonElement Metadata { get; init; } = Json.EmptyObject;
}

/// <summary>Why the cell failed.</summary>
/// <param name="Name">The exception's type, or CompileError, TimeLimit, …</param>
/// <param name="Message">One sentence or a few, without stack trace.</param>
/// <param name="Traceback">All that a reader is shown, as lines: the name and message, then where it happened.</param>
internal sealed record ErrorOutput(string Name, string Message, IReadOnlyList<string> Traceback) : Output;
