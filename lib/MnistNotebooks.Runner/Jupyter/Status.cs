using System.Text.Json.Nodes;

namespace MnistNotebooks.Runner.Jupyter;

/// <summary>Contents that many messages have.</summary>
internal static class Status
{
    public static JsonObject Starting => new() { ["execution_state"] = "starting" };

    public static JsonObject Busy => new() { ["execution_state"] = "busy" };

    public static JsonObject Idle => new() { ["execution_state"] = "idle" };

    public static JsonObject Ok => new() { ["status"] = "ok" };

    /// <summary>The answer to what can't be understood.</summary>
    public static JsonObject Error(Exception e) =>
        new() { ["status"] = "error", ["ename"] = e.GetType().Name, ["evalue"] = e.Message, ["traceback"] = new JsonArray() };
}
