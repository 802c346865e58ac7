using System.IO.Pipes;
using System.Reactive.Disposables;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Connection;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.Utility;

namespace MnistNotebooks.Runner.Kernels;

/// <summary>
/// The process in which cells run. It speaks .NET Interactive's protocol, a line of JSON a message, over a pipe that it is told by name;
/// standard output belongs to the cells. Quit ends the kernel and starts a new one in the process, which is warm by then; the process ends
/// when the pipe does, so that none outlives the program that started it.
/// </summary>
internal sealed class KernelServer : IDisposable
{
    /// <summary>The program's hidden command that turns its process into this.</summary>
    public const string Command = "kernel-process";

    /// <summary>The name in the URIs of its kernels, where the front end asks for no other.</summary>
    public const string DefaultHost = "cells";

    private const int MillisecondsToConnect = 30_000;

    private static readonly Uri There = KernelHost.CreateHostUri("front-end");

    private readonly bool _isStored = StoredLimits.IsStored;
    private readonly Uri _here;
    private readonly byte[] _endOfCell;
    private readonly StreamReader _reader;
    private readonly StreamWriter _writer;
    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly KernelCommandAndEventSender _sender;
    private readonly ConsoleText _text;
    private readonly ConsoleText _errors;
    private volatile Receiver _receiver = new();
    private volatile CellKernel? _kernel;

    private KernelServer(NamedPipeClientStream pipe, string pipeName, string host)
    {
        _endOfCell = RawOutput.Mark(pipeName);
        _here = KernelHost.CreateHostUri(host);
        _reader = new(pipe, new UTF8Encoding(false));
        _writer = new(pipe, new UTF8Encoding(false)) { AutoFlush = false };
        _sender = new(Send, There);
        long most = _isStored ? StoredLimits.MostText : long.MaxValue;
        _text = new(text => Show(command => new StandardOutputValueProduced(command, Plain(text))), most);
        _errors = new(text => Show(command => new StandardErrorValueProduced(command, Plain(text))), most);
        (_text.Other, _errors.Other) = (_errors, _text);
    }

    public static async Task<int> RunAsync(string pipeName, string host)
    {
        // Products of a lesson's matrices are too small to be shared out between cores, on which other lessons run.
        MathNet.Numerics.Control.UseSingleThread();
        _ = Task.Run(CellKernel.WarmUp);
        CellProcesses.Adopt();
        // Ctrl-C reaches every process of the terminal; the program that started this one decides what becomes of it.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        await using var pipe = new NamedPipeClientStream(
            ".", pipeName, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        await pipe.ConnectAsync(MillisecondsToConnect).ConfigureAwait(false);
        using var server = new KernelServer(pipe, pipeName, host);
        // On a thread of its own: what the packages note of the console in the flow of execution may not reach the cells.
        var console = new Thread(server.TakeConsole);
        console.Start();
        console.Join();
        AppDomain.CurrentDomain.UnhandledException += (_, e) => server.Fail((Exception)e.ExceptionObject);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Flush();
        new Thread(server.Read) { IsBackground = true, Name = "messages to the kernel" }.Start();
        string folder = Environment.CurrentDirectory;
        while (true)
        {
            await server.RunKernelAsync().ConfigureAwait(false);
            Environment.CurrentDirectory = folder;
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
        _text.Dispose();
        _errors.Dispose();
    }

    private void TakeConsole()
    {
        // The packages put writers of their own in place when a cell starts and take them away after the last; held here, they never do.
        ConsoleOutput.Subscribe(_ => Disposable.Empty);
        Console.SetIn(TextReader.Null);
        Console.SetOut(_text);
        Console.SetError(_errors);
    }

    private async Task RunKernelAsync()
    {
        using var kernel = new CellKernel();
        ValueForms.Register(kernel.Root);
        var quit = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        kernel.Root.UseQuitCommand(() =>
        {
            quit.SetResult();
            return Task.CompletedTask;
        });
        using IDisposable events = kernel.Root.KernelEvents.Subscribe(BeforeSending);
        var receiver = new Receiver();
        using KernelHost host = kernel.Root.UseHost(_sender, receiver, _here);
        (_kernel, _receiver) = (kernel, receiver);
        await host.ConnectAsync().ConfigureAwait(false);
        await quit.Task.ConfigureAwait(false);
        Flush();
    }

    private void Read()
    {
        while (ReadLine() is { } line)
            _receiver.OnNext(Serializer.DeserializeCommandOrEvent(line));
        Environment.Exit(0);
    }

    private string? ReadLine()
    {
        try
        {
            return _reader.ReadLine();
        }
        catch (IOException)
        {
            // The program at the other end has gone before it had read all that it was sent.
            return null;
        }
    }

    private Task Send(string json, CancellationToken cancellation)
    {
        lock (_writer)
        {
            try
            {
                _writer.Write(json);
                _writer.Write('\n');
                _writer.Flush();
            }
            catch (IOException)
            {
                // Nobody listens any more; reading says so too and ends the process.
            }
        }
        return Task.CompletedTask;
    }

    // Comes before the host's own subscription: what was printed before the event is sent before it.
    private void BeforeSending(KernelEvent happened)
    {
        Flush();
        if (_isStored && happened is DisplayEvent display)
            StoredLimits.Apply(display);
        if (happened is CommandSucceeded { Command: SubmitCode { Parent: null } } or CommandFailed { Command: SubmitCode { Parent: null } })
            EndOutput();
    }

    private void EndOutput()
    {
        _text.BeginCell();
        _errors.BeginCell();
        try
        {
            _output.Write(_endOfCell);
            _output.Flush();
        }
        catch (IOException)
        {
            // The cell has closed standard output, and with it the reader's end of the wait.
        }
    }

    private void Flush()
    {
        _text.Flush();
        _errors.Flush();
    }

    private void Show(Func<KernelCommand, KernelEvent> text)
    {
        if (_kernel?.Current is not { } cell)
            return;
        // The kernel writes into the cell's own command while it runs, and its code need not travel with every line of text.
        var place = new SubmitCode("");
        place.SetToken(cell.GetOrCreateToken());
        _sender.SendAsync(text(place), CancellationToken.None);
    }

    private static FormattedValue[] Plain(string text) => [new(PlainTextFormatter.MimeType, text)];

    // A thread that a cell started has failed, which ends the process.
    private void Fail(Exception exception)
    {
        Flush();
        if (_kernel is { Current: { } cell } kernel)
            _sender.SendAsync(new CommandFailed(exception, cell, kernel.Error(exception).ToText()), CancellationToken.None);
    }

    private sealed class Receiver : IKernelCommandAndEventReceiver
    {
        private volatile IObserver<CommandOrEvent>? _host;

        public void OnNext(CommandOrEvent message) => _host?.OnNext(message);

        public IDisposable Subscribe(IObserver<CommandOrEvent> observer)
        {
            _host = observer;
            return Disposable.Create(() => _host = null);
        }
    }
}
