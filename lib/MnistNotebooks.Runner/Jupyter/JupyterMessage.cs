using System.Text.Json;

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
