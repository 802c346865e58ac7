using System.Text.Json;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;

namespace MnistNotebooks.Runner.Kernels.Stdio;

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
