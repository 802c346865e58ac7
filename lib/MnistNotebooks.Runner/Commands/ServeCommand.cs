using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using MnistNotebooks.Data;
using MnistNotebooks.Runner.Live;
using MnistNotebooks.Runner.Pages;

namespace MnistNotebooks.Runner.Commands;

/// <summary>serve: the lessons as pages in which cells can be changed and run.</summary>
internal static class ServeCommand
{
    private const int StandardPort = 8765;

    // Long enough to come back to a page that was closed by mistake.
    private static readonly TimeSpan TimeToKeep = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan TimeToFindBrowser = TimeSpan.FromSeconds(2);

    public static Command Create()
    {
        Option<int> port =
            NumberOption.Create("--port", "N", "The port on this machine's own addresses.", StandardPort, smallest: 1024, largest: 65535);
        Option<string?> data = DataOption.Create();
        var noBrowser = new Option<bool>("--no-browser") { Description = "Print the address and open no browser." };
        var command = new Command("serve", "Live lessons in the browser: read, change and run their cells.") { port, data, noBrowser };
        command.SetAction(async (parsed, cancellation) =>
        {
            TextWriter messages = parsed.InvocationConfiguration.Output;
            string folder = NotebookSelection.LessonFolder();
            await using var lessons = new LiveLessons(folder, RunData.EnvironmentFor(parsed.GetValue(data)), TimeToKeep);
            lessons.ReadAhead();
            // The pages wait for it; meanwhile the server and the browser start.
            Task<DataNote> digits = Task.Run(
                () => NoteOf(RunData.Load(parsed.GetValue(data), messages, cancellation)), cancellation);
            await using LiveServer server = await LiveServer.StartAsync(parsed.GetValue(port), lessons, digits).ConfigureAwait(false);
            messages.WriteLine($"Live lessons: {server.Address}");
            messages.WriteLine("Whoever has this address runs code as you; Ctrl-C ends the server.");
            if (!parsed.GetValue(noBrowser) && !OpenBrowser(server.Address))
                messages.WriteLine("No browser was found; open the address in one.");
            messages.WriteLine((await digits.ConfigureAwait(false)).Sentence);
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }

    // The lessons are stored with MNIST's outputs.
    private static DataNote NoteOf(MnistData digits) => digits.Source.IsMnist ? DataNote.Of(digits) : DataNote.Of(digits) with
    {
        Sentence = $"{DataNote.Of(digits).Sentence} The cells that you run get these; what the pages show before that was made on MNIST.",
    };

    private static bool OpenBrowser(string address)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                using Process? shell = Process.Start(new ProcessStartInfo(address) { UseShellExecute = true });
                return true;
            }
            // It looks for a browser itself, and says at length that there is none; one that it has started may stay with it.
            using Process opener = Process.Start(
                new ProcessStartInfo("xdg-open", [address]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            return !opener.WaitForExit(TimeToFindBrowser) || opener.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
