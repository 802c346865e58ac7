using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Connection;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace MnistNotebooks.Runner.Kernels.VsCode;

/// <summary>The lines that the relay itself has to say.</summary>
internal static class RelayLine
{
    public static string Command(KernelCommand command) => KernelCommandEnvelope.Serialize(KernelCommandEnvelope.Create(command));

    public static string Succeeded(KernelCommand command) => Event(new CommandSucceeded(command));

    public static string Failed(KernelCommand command, string message) => Event(new CommandFailed(message, command));

    public static string Output(KernelCommand cell, string text) =>
        Event(new StandardOutputValueProduced(Place(cell.GetOrCreateToken()), Plain(text)));

    public static string Error(KernelCommand cell, string text) =>
        Event(new StandardErrorValueProduced(Place(cell.GetOrCreateToken()), Plain(text)));

    /// <summary>
    /// Stands for any command: the front end looks at the token only, and a cell's code
    /// need not travel with every line of text.
    /// </summary>
    public static KernelCommand Place(string token)
    {
        var place = new SubmitCode("");
        place.SetToken(token);
        return place;
    }

    /// <summary>The token of a command that the packages can't read, or null when the line is no command at all.</summary>
    public static string? TokenOf(string line)
    {
        try
        {
            return JsonNode.Parse(line) is JsonObject message && message.ContainsKey("commandType")
                ? message["token"]?.GetValue<string>()
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Event(KernelEvent happened) => KernelEventEnvelope.Serialize(KernelEventEnvelope.Create(happened));

    private static FormattedValue[] Plain(string text) => [new(PlainTextFormatter.MimeType, text)];
}

/// <summary>What the relay needs to know of a kernel's line; most lines tell nothing of it and are passed on unread.</summary>
/// <param name="Event">KernelReady, CommandSucceeded or CommandFailed.</param>
/// <param name="Token">The command's, or null.</param>
/// <param name="CommandType">The command's type, or null.</param>
internal sealed record KernelLine(string Event, string? Token, string? CommandType)
{
    // In this form, with their quotation marks, they stand in no text of a message.
    private static readonly string[] Told =
        [$"\"{nameof(KernelReady)}\"", $"\"{nameof(CommandSucceeded)}\"", $"\"{nameof(CommandFailed)}\""];

    public bool IsReady => Event == nameof(KernelReady);

    public bool EndsCell => CommandType == nameof(SubmitCode) && Token?.Contains('.') == false;

    /// <summary>Null for a line that tells of none of these events.</summary>
    public static KernelLine? Read(string line)
    {
        if (!Array.Exists(Told, told => line.Contains(told, StringComparison.Ordinal)))
            return null;
        using var json = JsonDocument.Parse(line);
        JsonElement root = json.RootElement;
        string what = root.GetProperty("eventType").GetString()!;
        if (!Told.Contains($"\"{what}\""))
            return null;
        bool hasCommand = root.TryGetProperty("command", out JsonElement command) && command.ValueKind == JsonValueKind.Object;
        return new(
            what,
            hasCommand ? command.GetProperty("token").GetString() : null,
            hasCommand ? command.GetProperty("commandType").GetString() : null);
    }
}
