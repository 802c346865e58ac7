using System.Text.Json.Nodes;

namespace MnistNotebooks.Runner.Jupyter;

/// <summary>What the kernel says of itself.</summary>
internal static class KernelInfo
{
    public const string Language = "C#";

    public static JsonObject Create() => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = MessageFormat.ProtocolVersion,
        ["implementation"] = KernelSpec.Name,
        ["implementation_version"] = typeof(KernelInfo).Assembly.GetName().Version!.ToString(3),
        ["language_info"] = new JsonObject
        {
            ["name"] = Language,
            ["version"] = "14.0",
            ["mimetype"] = "text/x-csharp",
            ["file_extension"] = ".cs",
            ["pygments_lexer"] = "csharp",
            ["codemirror_mode"] = "text/x-csharp",
        },
        ["banner"] = $"{KernelSpec.DisplayName}: C# 14 on .NET {Environment.Version}",
        ["debugger"] = false,
        ["help_links"] = new JsonArray(),
    };
}
