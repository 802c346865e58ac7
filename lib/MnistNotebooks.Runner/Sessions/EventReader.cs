using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Sessions;

/// <summary>The events of a session from its standard output; what stands between them was written past Console.Out and becomes text.</summary>
internal sealed class EventReader(Stream output)
{
    private readonly PipeReader _pipe = PipeReader.Create(output);
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    /// <summary>The cell that gets the text written past Console.Out.</summary>
    public int Cell { get; set; }

    public async IAsyncEnumerable<SessionEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (true)
        {
            ReadResult read = await _pipe.ReadAsync(cancellation).ConfigureAwait(false);
            ReadOnlySequence<byte> rest = read.Buffer;
            SessionEvent? next = Next(ref rest);
            // Before the consumer gets the event, what it took is given back: it may stop here and go on with another enumeration.
            _pipe.AdvanceTo(rest.Start, next is null ? rest.End : rest.Start);
            if (next is not null)
                yield return next;
            else if (read.IsCompleted)
                yield break;
        }
    }

    private SessionEvent? Next(ref ReadOnlySequence<byte> rest)
    {
        if (rest.IsEmpty)
            return null;
        SequencePosition? separator = rest.PositionOf(SessionJson.Separator);
        ReadOnlySequence<byte> before = rest.Slice(0, separator ?? rest.End);
        if (!before.IsEmpty)
        {
            rest = rest.Slice(before.End);
            return new TextWritten(Cell, StreamName.Stdout, Decode(before));
        }
        ReadOnlySequence<byte> message = rest.Slice(1);
        if (message.PositionOf((byte)'\n') is not { } end)
            return null;
        var json = new Utf8JsonReader(message.Slice(0, end));
        rest = rest.Slice(message.GetPosition(1, end));
        return JsonSerializer.Deserialize(ref json, SessionJson.Default.SessionEvent);
    }

    private string Decode(ReadOnlySequence<byte> bytes)
    {
        byte[] all = bytes.ToArray();
        char[] chars = new char[Encoding.UTF8.GetMaxCharCount(all.Length)];
        return new string(chars, 0, _decoder.GetChars(all, chars, flush: false));
    }
}
