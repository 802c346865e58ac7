using System.Diagnostics;
using System.Globalization;
using MnistNotebooks.Runner.Live;
using MnistNotebooks.Runner.Tests.Commands;

namespace MnistNotebooks.Runner.Tests.Live;

/// <summary>The program's serve as a process of its own, in a folder that has notebooks and is a solution's.</summary>
internal sealed class ServeProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServeProcess(Process process) => _process = process;

    /// <summary>As printed, with the token.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Bytes of the process in the machine's memory.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <param name="folder">Its folder notebooks has the notebooks.</param>
    public static async Task<ServeProcess> StartAsync(TemporaryFolder folder)
    {
        FewDigits.Write(folder["few"]);
        folder.Write("MnistNotebooks.sln", "");
        var server = new ServeProcess(Start(folder, LiveServer.FreePort()));
        while (await server._process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("Live lessons: ", StringComparison.Ordinal))
            {
                server.Address = line["Live lessons: ".Length..];
                return server;
            }
        }
        throw new InvalidOperationException(await server._process.StandardError.ReadToEndAsync());
    }

    public static Process Start(TemporaryFolder folder, int port) => ProgramProcess.Start(
        folder.Root, "serve", "--no-browser", "--data", folder["few"], "--port", port.ToString(CultureInfo.InvariantCulture));

    /// <summary>Ends it as Ctrl-C does.</summary>
    public async Task<(int Code, string Error)> InterruptAsync()
    {
        await _process.InterruptAsync();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return (_process.ExitCode, await _process.StandardError.ReadToEndAsync());
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
        return ValueTask.CompletedTask;
    }
}
