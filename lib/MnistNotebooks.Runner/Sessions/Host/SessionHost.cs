using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading.Channels;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Sessions.Host;

/// <summary>
/// The process in which the cells of one notebook run: compiled cells come as lines of JSON on standard input, events go to standard output.
/// The process ends as soon as the input does, so that none outlives the runner.
/// </summary>
internal sealed class SessionHost
{
    private readonly CellAssemblies _assemblies = new();
    private readonly EventWriter _events;
    private readonly NotebookGlobals _globals;
    private object?[] _submissions;
    private volatile int _cell;

    private SessionHost(Stream output)
    {
        _events = new(output);
        _globals = new(forms => Display(forms, isResult: false));
        _submissions = [_globals, null];
    }

    public static int Run()
    {
        Stream input = Console.OpenStandardInput();
        var host = new SessionHost(Console.OpenStandardOutput());
        Console.SetIn(TextReader.Null);
        Console.SetOut(new ConsoleText(text => host._events.Write(new TextWritten(host._cell, StreamName.Stdout, text))));
        Console.SetError(new ConsoleText(text => host._events.Write(new TextWritten(host._cell, StreamName.Stderr, text))));
        AppDomain.CurrentDomain.UnhandledException += (_, e) => host.Fail((Exception)e.ExceptionObject);
        // Ctrl-C reaches every process of the terminal; the runner decides what becomes of this one.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);

        Channel<CompiledCell> cells = Channel.CreateUnbounded<CompiledCell>();
        new Thread(() => Read(input, cells.Writer)) { IsBackground = true, Name = "cells from the runner" }.Start();
        while (true)
            host.Execute(cells.Reader.ReadAsync().AsTask().GetAwaiter().GetResult()).GetAwaiter().GetResult();
    }

    private static void Read(Stream input, ChannelWriter<CompiledCell> cells)
    {
        using var lines = new StreamReader(input);
        while (lines.ReadLine() is { } line)
            cells.TryWrite(JsonSerializer.Deserialize(line, SessionJson.Default.CompiledCell)!);
        Environment.Exit(0);
    }

    private async Task Execute(CompiledCell cell)
    {
        _cell = cell.Number;
        try
        {
            _assemblies.AddLibraries(cell.Libraries);
            Assembly assembly = _assemblies.LoadFromStream(new MemoryStream(cell.Assembly), new MemoryStream(cell.Symbols));
            Type type = assembly.GetType(cell.Type, throwOnError: true)!;
            MethodInfo entry = type.GetMethod(cell.Method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
            if (cell.Number >= _submissions.Length)
                Array.Resize(ref _submissions, 2 * cell.Number);
            object? value = await entry.CreateDelegate<Func<object?[], Task<object?>>>()(_submissions).ConfigureAwait(false);
            if (cell.ShowsValue)
                Display(DisplayForms.Of(value), isResult: true);
            _events.Write(new CellDone(cell.Number));
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private void Display(IReadOnlyDictionary<string, JsonElement> forms, bool isResult) => _events.Write(new ValueDisplayed(_cell, new(forms), isResult));

    private void Fail(Exception exception) => _events.Write(new CellFailed(_cell, ExceptionReport.Of(exception, _cell, _assemblies.IsNamed)));
}
