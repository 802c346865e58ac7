using System.Text.Json;
using System.Text.Json.Nodes;

namespace MnistNotebooks.Runner.Jupyter;

/// <summary>What Jupyter tells a kernel when it starts it: the ports to listen on and the key that messages are signed with.</summary>
internal sealed record ConnectionFile(int ShellPort, int ControlPort, int StdinPort, int IopubPort, int HeartbeatPort, string Key)
{
    private const string OnlyScheme = "hmac-sha256";
    private const int LargestPort = 65535;

    /// <exception cref="IOException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no connection file, or asks for what this kernel does not do.</exception>
    public static ConnectionFile Read(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no connection file {path}.");
        JsonObject file = Parse(path);
        if (Text(file, "transport", path) is var transport and not "tcp")
            throw new InvalidDataException($"{path}: transport is '{transport}', but this kernel listens on tcp only.");
        if (Text(file, "ip", path) is var ip and not ("127.0.0.1" or "localhost"))
            throw new InvalidDataException(
                $"{path}: ip is '{ip}', but this kernel listens on 127.0.0.1 only, so that no other machine can reach it.");
        string key = Text(file, "key", path);
        if (key.Length > 0 && Text(file, "signature_scheme", path) is var scheme and not OnlyScheme)
            throw new InvalidDataException($"{path}: signature_scheme is '{scheme}', but this kernel signs with {OnlyScheme} only.");
        return new(
            Port(file, "shell_port", path), Port(file, "control_port", path), Port(file, "stdin_port", path),
            Port(file, "iopub_port", path), Port(file, "hb_port", path), key);
    }

    private static JsonObject Parse(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path)) as JsonObject
                ?? throw new InvalidDataException($"{path} is not a JSON object, so it is not a connection file.");
        }
        catch (JsonException)
        {
            throw new InvalidDataException($"{path} is not JSON, so it is not a connection file.");
        }
        catch (ArgumentException)
        {
            throw new InvalidDataException($"{path} names an entry twice, so it is not a connection file.");
        }
    }

    private static string Text(JsonObject file, string name, string path) =>
        file[name] is JsonValue value && value.TryGetValue(out string? text)
            ? text
            : throw new InvalidDataException($"{path}: '{name}' is missing or not a text.");

    private static int Port(JsonObject file, string name, string path) =>
        file[name] is JsonValue value && value.TryGetValue(out int port) && port is > 0 and <= LargestPort
            ? port
            : throw new InvalidDataException($"{path}: '{name}' is missing or not a port from 1 to {LargestPort}.");
}
