using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;

namespace MnistNotebooks.Runner.Kernels;

/// <summary>
/// A kernel's process seen from the program that started it: lines of the protocol over a pipe,
/// and what cells print past the console.
/// </summary>
internal sealed class KernelProcess : IAsyncDisposable
{
    // With a limit, memory that runs out is an exception in the cell; without one, the system may kill other programs too.
    private const int HeapPercent = 70;

    // How long the outputs of a process that has ended may stay open: what holds them was started by a cell and could not be ended.
    private static readonly TimeSpan TimeToClose = TimeSpan.FromSeconds(5);

    private readonly string _name = $"mnist-notebooks-{Guid.NewGuid():N}";
    private readonly Process _process;
    private readonly NamedPipeServerStream _pipe;
    private readonly Task<string> _errors;
    private readonly Task _output;
    private readonly Task _lines;
    private readonly Lock _writing = new();
    private readonly SemaphoreSlim _cellsEnded = new(0);
    private volatile CellError? _broken;
    private volatile Task _cells = Task.CompletedTask;

    /// <param name="folder">The working directory, where relative <c>#r</c> and paths of cells start.</param>
    /// <param name="environment">Variables that are set on top of this program's own.</param>
    /// <param name="line">Gets every message of the kernel in order.</param>
    /// <param name="output">Gets what was written to standard output past the console, as it comes.</param>
    /// <param name="host">The name in the URIs of the kernels.</param>
    public KernelProcess(
        string folder, IReadOnlyDictionary<string, string> environment, Action<string> line, Action<string> output,
        string host = KernelServer.DefaultHost)
    {
        _pipe = new(_name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        _process = Start(_name, host, folder, environment);
        _errors = KernelEnd.ReadStartAsync(_process.StandardError);
        _output = new RawOutput(RawOutput.Mark(_name), output, () => _cellsEnded.Release()).ReadAsync(_process.StandardOutput.BaseStream);
        _lines = ReadLinesAsync(line);
        Ended = EndAsync();
    }

    /// <summary>Done when the process has ended and all that it said was read; the result says why it ended.</summary>
    public Task<CellError> Ended { get; }

    /// <summary>Sends one message; lost when the process has ended.</summary>
    public void Send(string line)
    {
        try
        {
            lock (_writing)
                _pipe.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It has ended, or is about to; Ended says how.
        }
    }

    /// <summary>Waits until all that the cell just ended printed past the console was read; call once for each cell.</summary>
    /// <returns>False when the cell took the process with it.</returns>
    public async Task<bool> OutputReadAsync()
    {
        Task ended = _cellsEnded.WaitAsync();
        return await Task.WhenAny(ended, _output, Ended).ConfigureAwait(false) == ended;
    }

    /// <summary>Ends the process and all that it has started.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await Ended.ConfigureAwait(false);
        await _cells.ConfigureAwait(false);
        await _pipe.DisposeAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private static Process Start(string pipe, string host, string folder, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(
            DotnetProgram(), ["exec", typeof(KernelProcess).Assembly.Location, KernelServer.Command, pipe, host])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[CellKernel.FolderVariable] = folder;
        start.Environment["DOTNET_GCHeapHardLimitPercent"] = HeapPercent.ToString("x", CultureInfo.InvariantCulture);
        // A third of a kernel's time would go into compiling once more, and better, what it called thirty times: the C# compiler itself.
        // The training loops ask for the best code at once and are as fast either way.
        start.Environment["DOTNET_TC_CallCountThreshold"] = "400";
        // Its memory for code need not be protected from the code that it is there to run; protecting it costs a tenth.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        // A thread without work sleeps at once, instead of looking for some on a core that the other kernel needs.
        start.Environment["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0";
        // 64 MB: fewer collections while the compiler makes its many small objects.
        start.Environment["DOTNET_GCgen0size"] = "4000000";
        start.Environment[CellProcesses.Variable] = pipe;
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    // The one that belongs to the running framework: the process may itself be a test host or an apphost.
    public static string DotnetProgram()
    {
        string root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
    }

    private async Task ReadLinesAsync(Action<string> line)
    {
        using var ended = new CancellationTokenSource();
        Task connected = _pipe.WaitForConnectionAsync(ended.Token);
        if (await Task.WhenAny(connected, _process.WaitForExitAsync()).ConfigureAwait(false) != connected)
        {
            await ended.CancelAsync().ConfigureAwait(false);
            return;
        }
        await connected.ConfigureAwait(false);
        using var reader = new StreamReader(
            _pipe, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16, leaveOpen: true);
        try
        {
            await WholeLines.ReadAsync(reader, line).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The system resets the connection of a process that ended before it had read all that it was sent.
        }
        // What is thrown at a line that is no message depends on the line.
        catch (Exception e)
        {
            string message = $"the kernel sent what is no message: {e.Message.ReplaceLineEndings(" ")}";
            _broken = new("KernelEnded", message, []) { EndedProcess = true };
            Kill();
        }
    }

    private async Task WaitForCellsAsync()
    {
        await _cells.ConfigureAwait(false);
        await Task.Delay(TimeToClose).ConfigureAwait(false);
    }

    private async Task<CellError> EndAsync()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        var all = Task.WhenAll(_output, _lines, _errors);
        _cells = Task.Run(() => CellProcesses.End(_name));
        // Mostly nobody holds the outputs, and whoever waits for the end need not wait for the search too.
        await Task.WhenAny(all, WaitForCellsAsync()).ConfigureAwait(false);
        return _broken ?? KernelEnd.Describe(_process.ExitCode, _errors.IsCompletedSuccessfully ? _errors.Result : "");
    }
}

/// <summary>Lines that have an end: a process may be ended in the middle of one, and the rest is then no message.</summary>
internal static class WholeLines
{
    private const int BufferSize = 1 << 16;

    public static async Task ReadAsync(TextReader reader, Action<string> line)
    {
        var begun = new StringBuilder();
        char[] buffer = new char[BufferSize];
        for (int count; (count = await reader.ReadAsync(buffer).ConfigureAwait(false)) > 0;)
        {
            for (int start = 0; start < count;)
            {
                int end = Array.IndexOf(buffer, '\n', start, count - start);
                begun.Append(buffer, start, (end < 0 ? count : end) - start);
                start = end < 0 ? count : end + 1;
                if (end < 0)
                    continue;
                line(begun.ToString());
                begun.Clear();
            }
        }
    }
}
