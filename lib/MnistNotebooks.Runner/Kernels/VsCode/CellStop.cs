using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;

namespace MnistNotebooks.Runner.Kernels.VsCode;

/// <summary>
/// A Cancel on its way. The kernel answers it at once, whether or not the cell has stopped; only when it then answers an empty cell too has
/// the code really ended. Until then what it says about the end of cells is held back, because it may not be true.
/// </summary>
/// <param name="cancel">The command.</param>
internal sealed class CellStop(KernelCommand cancel)
{
    /// <summary>How long a cell may take to end by itself before its process is ended.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private const string Stopped = "The cell was cancelled; the variables are as it left them.";

    private readonly List<(KernelCommand Command, string Line)> _held = [];

    public KernelCommand Cancel { get; } = cancel;

    /// <summary>The empty cell.</summary>
    public SubmitCode Probe { get; } = NewProbe();

    /// <summary>Occurs in all lines about the empty cell, and in no others.</summary>
    public string ProbeToken => Probe.GetOrCreateToken();

    /// <summary>True when the process had to be ended.</summary>
    public bool EndsProcess { get; set; }

    /// <summary>Keeps the line that ends a command; of several the last one, which is the true one.</summary>
    public void Hold(KernelCommand command, string line)
    {
        _held.RemoveAll(held => held.Command == command);
        _held.Add((command, line));
    }

    /// <summary>
    /// What was held back, cells first; what the kernel says of one that was stopped
    /// would look like an error of the compiler.
    /// </summary>
    public IEnumerable<(KernelCommand Command, string Line)> Lines() => _held.OrderBy(held => held.Command == Cancel)
        .Select(held => KernelLine.Read(held.Line) is { EndsCell: true, Event: nameof(CommandFailed) }
            ? (held.Command, RelayLine.Failed(held.Command, Stopped))
            : held);

    private static SubmitCode NewProbe()
    {
        var probe = new SubmitCode("");
        probe.SetToken($"probe-{Guid.NewGuid():N}");
        return probe;
    }
}
