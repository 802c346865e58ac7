using System.Text;
using System.Text.Json;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Sessions;
using MnistNotebooks.Runner.Sessions.Host;

namespace MnistNotebooks.Runner.Tests.Sessions;

public sealed class EventReaderTests
{
    private static SessionEvent[] Events { get; } =
    [
        new TextWritten(1, StreamName.Stderr, "größer\n\u001e"),
        new CellDone(1),
        new ValueDisplayed(2, new() { ["text/plain"] = Json.Text("x") }, IsResult: true),
        new CellFailed(2, new("Name", "message", ["place"], 3)),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10_000)]
    public async Task Events_and_the_text_between_them_arrive_whatever_the_pieces_they_come_in(int pieceSize)
    {
        using var all = new MemoryStream();
        var writer = new EventWriter(all);
        foreach (SessionEvent next in Events)
        {
            all.Write(Encoding.UTF8.GetBytes("übrig\n"));
            writer.Write(next);
        }
        all.Write(Encoding.UTF8.GetBytes("end"));

        var seen = new List<string>();
        await foreach (SessionEvent next in new EventReader(new Pieces(all.ToArray(), pieceSize)).ReadAsync())
            seen.Add(next is TextWritten { Stream: StreamName.Stdout } text ? text.Text : JsonSerializer.Serialize(next, SessionJson.Default.SessionEvent) + "\n");
        Assert.Equal(string.Concat(Events.Select(next => $"übrig\n{JsonSerializer.Serialize(next, SessionJson.Default.SessionEvent)}\n")) + "end", string.Concat(seen));
    }

    private sealed class Pieces(byte[] all, int size) : MemoryStream(all)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
