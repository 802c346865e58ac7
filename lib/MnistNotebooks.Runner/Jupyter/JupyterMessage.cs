using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MnistNotebooks.Runner.Notebooks;
using NetMQ;

namespace MnistNotebooks.Runner.Jupyter;

/// <summary>A message to the kernel.</summary>
/// <param name="Channel">Where it came in, and where its answer goes.</param>
/// <param name="Identities">The frames by which ZeroMQ finds the way back.</param>
/// <param name="Header">Goes into every answer as its parent.</param>
/// <param name="Content">What is asked.</param>
internal sealed record JupyterMessage(MessageChannel Channel, IReadOnlyList<byte[]> Identities, JsonElement Header, JsonElement Content)
{
    /// <summary>For example <c>execute_request</c>.</summary>
    public string Type { get; } = Header.GetProperty("msg_type").GetString()!;

    /// <exception cref="InvalidDataException">There is no such text.</exception>
    public string Text(string name) => Content.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw new InvalidDataException($"{Type} has no text '{name}'.");

    public bool Flag(string name, bool otherwise) =>
        Content.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : otherwise;

    public int? Number(string name) => Content.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt32(out int number) ? number : null;
}

/// <summary>The sockets of a Jupyter kernel on which messages have an answer.</summary>
internal enum MessageChannel
{
    Shell,
    Control,
    Stdin,
}

/// <summary>Messages as frames on the wire: identities, a delimiter, the signature, and four parts in JSON.</summary>
/// <param name="key">Empty when messages are not signed.</param>
internal sealed class MessageFormat(string key)
{
    /// <summary>The version of Jupyter's protocol that all of this speaks.</summary>
    public const string ProtocolVersion = "5.4";

    private const int Parts = 4;

    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly JsonSerializerOptions Written = new() { Encoder = Json.Encoder };

    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);
    private readonly string _session = Guid.NewGuid().ToString("N");

    /// <exception cref="InvalidDataException">The frames are no message, or not signed by who knows the key.</exception>
    public JupyterMessage Read(MessageChannel channel, NetMQMessage message)
    {
        byte[][] frames = [.. message.Select(frame => frame.ToByteArray())];
        int delimiter = Array.FindIndex(frames, frame => frame.AsSpan().SequenceEqual(Delimiter));
        if (delimiter < 0 || frames.Length < delimiter + 2 + Parts)
            throw new InvalidDataException("the message has too few frames");
        byte[][] parts = frames[(delimiter + 2)..(delimiter + 2 + Parts)];
        if (!CryptographicOperations.FixedTimeEquals(frames[delimiter + 1], Signature(parts)))
            throw new InvalidDataException("the message's signature is wrong");
        try
        {
            return new(channel, frames[..delimiter], JsonElement.Parse(parts[0]), JsonElement.Parse(parts[3]));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException("the message is not JSON with a header that names its type", e);
        }
    }

    /// <param name="identities">The frames that come first: the way back to who asked, or the topic.</param>
    /// <param name="type">For example <c>execute_reply</c>.</param>
    /// <param name="parent">The header of the message that caused this one, or null.</param>
    /// <param name="content">What it says.</param>
    public NetMQMessage Write(IEnumerable<byte[]> identities, string type, JsonElement? parent, JsonObject content)
    {
        var header = new JsonObject
        {
            ["msg_id"] = Guid.NewGuid().ToString("N"),
            ["session"] = _session,
            ["username"] = "kernel",
            ["date"] = DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture),
            ["msg_type"] = type,
            ["version"] = ProtocolVersion,
        };
        byte[][] parts = [Bytes(header), Json.Compact(parent ?? Json.EmptyObject), "{}"u8.ToArray(), Bytes(content)];
        return new([.. identities, Delimiter, Signature(parts), .. parts]);
    }

    private static byte[] Bytes(JsonObject part) => JsonSerializer.SerializeToUtf8Bytes(part, Written);

    private byte[] Signature(byte[][] parts)
    {
        if (_key.Length == 0)
            return [];
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        foreach (byte[] part in parts)
            hash.AppendData(part);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
