using System.Text.Json;

namespace MnistNotebooks.Runner.Sessions.Host;

/// <summary>Writes events to the runner, from whichever thread they come, in one order.</summary>
internal sealed class EventWriter(Stream output)
{
    private readonly Lock _lock = new();

    public void Write(SessionEvent what)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(what, SessionJson.Default.SessionEvent);
        byte[] line = [SessionJson.Separator, .. json, (byte)'\n'];
        lock (_lock)
        {
            output.Write(line);
            output.Flush();
        }
    }
}
