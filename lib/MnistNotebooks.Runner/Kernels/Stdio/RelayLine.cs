using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Connection;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace MnistNotebooks.Runner.Kernels.Stdio;

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
