using System.Text.Json.Nodes;
using MnistNotebooks.Runner.Kernels;

namespace MnistNotebooks.Runner.Live;

/// <summary>What an editor asks about code while it is typed, answered by the kernel.</summary>
internal static class CodeAnswers
{
    // The first answer of a kernel takes a second or two, on a busy machine more; an editor has the next letter typed meanwhile.
    private static readonly TimeSpan TimeToAnswer = TimeSpan.FromSeconds(30);

    // Of the whole that the kernel is shown, not of the cell: a directive below other code, and one that is there twice.
    private static readonly string[] NotOfTheCell = ["CS1529", "CS7009", "CS7011", "CS0105"];

    public static Task<JsonObject> OfAsync(KernelClient kernel, CodeContext code, JsonObject question)
    {
        int line = Number(question, "line") + code.LinesBefore;
        int column = Number(question, "column");
        return question["what"]?.ToString() switch
        {
            "complete" => CompleteAsync(kernel, code, line, column),
            "hover" => HoverAsync(kernel, code, line, column),
            "signature" => CallHelpAsync(kernel, code, line, column),
            "check" => CheckAsync(kernel, code),
            _ => Task.FromResult(new JsonObject()),
        };
    }

    private static async Task<JsonObject> CompleteAsync(KernelClient kernel, CodeContext code, int line, int column)
    {
        IReadOnlyList<Suggestion> all = await kernel.CompleteAsync(code.Code, line, column, TimeToAnswer).ConfigureAwait(false);
        return new()
        {
            ["items"] = new JsonArray([.. all.DistinctBy(one => one.Text).Select(one =>
                new JsonObject { ["text"] = one.Text, ["sort"] = one.SortText, ["kind"] = one.Kind })]),
        };
    }

    private static async Task<JsonObject> HoverAsync(KernelClient kernel, CodeContext code, int line, int column)
    {
        IReadOnlyList<HoverText> found = await kernel.HoverAsync(code.Code, line, column, TimeToAnswer).ConfigureAwait(false);
        return new() { ["markdown"] = found.FirstOrDefault(form => form.MimeType == "text/markdown")?.Text };
    }

    private static async Task<JsonObject> CallHelpAsync(KernelClient kernel, CodeContext code, int line, int column)
    {
        CallHelp? help = await kernel.CallHelpAsync(code.Code, line, column, TimeToAnswer).ConfigureAwait(false);
        return new()
        {
            ["signatures"] = new JsonArray([.. (help?.Signatures ?? []).Select(one => new JsonObject
            {
                ["label"] = one.Label,
                ["documentation"] = one.Documentation,
                ["parameters"] = new JsonArray([.. one.Parameters.Select(parameter =>
                    new JsonObject { ["label"] = parameter.Label, ["documentation"] = parameter.Documentation })]),
            })]),
            ["active"] = help?.Active ?? 0,
            ["parameter"] = help?.Parameter ?? 0,
        };
    }

    private static async Task<JsonObject> CheckAsync(KernelClient kernel, CodeContext code)
    {
        IReadOnlyList<CodeProblem> all = await kernel.CheckAsync(code.Code, TimeToAnswer).ConfigureAwait(false);
        return new()
        {
            ["problems"] = new JsonArray([.. all
                .Where(one => one.Start.Line >= code.LinesBefore && !NotOfTheCell.Contains(one.Id))
                .Select(one => new JsonObject
                {
                    ["line"] = one.Start.Line - code.LinesBefore,
                    ["column"] = one.Start.Character,
                    ["endLine"] = one.End.Line - code.LinesBefore,
                    ["endColumn"] = one.End.Character,
                    ["message"] = $"{one.Message} ({one.Id})",
                    ["severity"] = one.IsError ? "error" : "warning",
                })]),
        };
    }

    private static int Number(JsonObject question, string name) =>
        question[name] is JsonValue value && value.TryGetValue(out int number) ? Math.Max(0, number) : 0;
}
