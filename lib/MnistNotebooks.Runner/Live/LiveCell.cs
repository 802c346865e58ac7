using System.Text.Json.Nodes;
using MnistNotebooks.Runner.Kernels;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Live;

internal enum CellStatus
{
    /// <summary>Not run in the kernel that runs now.</summary>
    Idle,
    Waiting,
    Running,
    Done,
    Failed,
}

/// <summary>A code cell of an open lesson: what the reader made of it and what became of that. Changed by its lesson only.</summary>
/// <param name="stored">The cell as it is in the notebook.</param>
/// <param name="number">Its number among the code cells, from 1.</param>
internal sealed class LiveCell(NotebookCell stored, int number)
{
    public NotebookCell Stored { get; } = stored;

    public string Id => Stored.Id;

    public int Number { get; } = number;

    /// <summary>The source as it is on the page.</summary>
    public string Original { get; } = stored.Source.TrimEnd();

    /// <summary>What stands in the editor.</summary>
    public string Code { get; set; } = stored.Source.TrimEnd();

    /// <summary>What made the outputs that are shown.</summary>
    public string ShownCode { get; set; } = stored.Source.TrimEnd();

    /// <summary>What ran in the present kernel; null when nothing did.</summary>
    public string? RanCode { get; set; }

    /// <summary>When it ran, counted over all cells.</summary>
    public int Order { get; set; }

    public CellStatus Status { get; set; }

    /// <summary>How often it was run since the lesson was opened; 0 while the stored outputs are shown.</summary>
    public int Run { get; set; }

    public CellError? Error { get; set; }

    public LiveOutputs? Outputs { get; set; }

    public bool IsStale { get; set; }

    /// <summary>The cells that must run before it can, and have not run as they are now.</summary>
    public IReadOnlyList<string> Needs { get; set; } = [];

    /// <summary>The time of the last change of anything but the outputs.</summary>
    public long Changed { get; set; } = 1;

    /// <summary>True when the kernel holds what this code made.</summary>
    public bool HasRunAsItIs => Status is CellStatus.Done && RanCode == Code;

    /// <summary>What a page that last looked at that time does not know; null when nothing.</summary>
    /// <param name="since">The time of that look.</param>
    /// <param name="seen">See <see cref="LiveOutputs.ChangesSince"/>, with the execution that it belongs to.</param>
    public JsonObject? ChangesSince(long since, ref (int Run, int Place, int Length) seen)
    {
        var state = new JsonObject();
        if (Changed > since)
        {
            state["status"] = Status.ToString().ToLowerInvariant();
            state["count"] = Run > 0 ? Number : Stored.ExecutionCount;
            state["stale"] = IsStale;
            state["needs"] = new JsonArray([.. Needs.Select(id => JsonValue.Create(id))]);
            state["error"] = Error is null ? null
                : new JsonObject { ["line"] = Error.Line, ["message"] = $"{Error.Name}: {Error.Message}" };
        }
        if (Outputs is not null)
        {
            // Of an execution that the page has not seen it gets everything.
            bool isNew = seen.Run != Run;
            (int Place, int Length) text = isNew ? (-1, 0) : (seen.Place, seen.Length);
            JsonArray outputs = Outputs.ChangesSince(isNew ? 0 : since, ref text);
            seen = (Run, text.Place, text.Length);
            if (outputs.Count > 0)
                state["outputs"] = outputs;
        }
        if (state.Count == 0)
            return null;
        state["run"] = Run;
        return state;
    }
}
