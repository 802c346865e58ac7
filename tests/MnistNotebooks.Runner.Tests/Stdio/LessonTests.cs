using System.Text.Json;
using MnistNotebooks.Runner.Kernels;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Runs;
using MnistNotebooks.Runner.Tests.Lessons;

namespace MnistNotebooks.Runner.Tests.Stdio;

/// <summary>A lesson in VS Code.</summary>
public sealed class LessonTests
{
    [LongFact]
    public async Task A_lesson_shows_what_the_runner_gives()
    {
        NotebookFile lesson = await LessonRuns.OfAsync("01-weights-and-sigmoid");
        await using var code = new VsCode();
        foreach (NotebookCell cell in lesson.Cells.Where(cell => cell.Kind == CellKind.Code))
        {
            var outputs = new CellOutputs();
            foreach (CellEvent shown in (await code.RunAsync(cell.Source)).SelectMany(Shown))
                outputs.Add(shown);
            Assert.Equal(Text(cell.Outputs), Text(outputs.ToList()));
        }
    }

    private static IEnumerable<CellEvent> Shown(JsonElement message) => message.EventType switch
    {
        "StandardOutputValueProduced" => message.Forms.Select(form => new TextWritten(StreamName.Stdout, form.Value)),
        "StandardErrorValueProduced" => message.Forms.Select(form => new TextWritten(StreamName.Stderr, form.Value)),
        "ReturnValueProduced" => [new ValueDisplayed(Bundle(message), IsResult: true)],
        "DisplayedValueProduced" => [new ValueDisplayed(Bundle(message), IsResult: false, Id(message))],
        "DisplayedValueUpdated" => [new ValueDisplayed(Bundle(message), IsResult: false, Id(message), IsUpdate: true)],
        "CommandFailed" => [new TextWritten(StreamName.Stderr, message.Event.GetProperty("message").GetString()!)],
        _ => [],
    };

    private static string? Id(JsonElement message) => message.Event.GetProperty("valueId").GetString();

    private static MimeBundle Bundle(JsonElement message) => new(message.Forms.Select(form =>
        KeyValuePair.Create(form.Key, MimeBundle.IsJson(form.Key) ? JsonElement.Parse(form.Value) : Json.Text(form.Value))));

    private static string[] Text(IReadOnlyList<Output> outputs) => [.. outputs.Select(output => output switch
    {
        StreamOutput text => $"{text.Name}: {text.Text}",
        DisplayOutput value => $"{value.IsResult}: "
            // Only a live notebook has HTML of figures and instruments, and only a page the form of instruments for pages.
            + string.Join('\n', value.Data.Without(MimeBundle.Html).Without(MimeBundle.Instrument).Forms
                .Select(form => $"{form.Key} {form.Value.GetRawText()}")),
        _ => output.ToString(),
    })];
}
