using System.Text.Json;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;
using MnistNotebooks.Runner.Tests.Notebooks;

namespace MnistNotebooks.Runner.Tests.Pages;

/// <summary>A made-up lesson with a prediction of every kind.</summary>
internal static class PredictionLesson
{
    public static NotebookFile Notebook { get; } = new("07-predictions", SampleNotebook.Metadata,
    [
        Prose("title", "# 07 · Predictions\n\nFive questions."),
        Prose("known", "## Known\n\n**Predict.** How many of the ten are *lit*?",
            """{ "choices": ["none", "one", "`ten`"], "right": 1 }"""),
        Code("lit", "lit.Print();", "lit: 1\n"),
        Prose("why", "It is one, the label's.\n\n#### In passing\n\nNobody looks here.\n\n### Printed\n\nA number decides.\n\n"
            + "**Predict.** How often is it right?"),
        Prose("often", "**Predict.** In how many of a hundred?",
            """{ "choices": ["below 50 %", "50 to 90 %", "above 90 %"], "find": "^accuracy: ([\\d.]+)", "upTo": [50, 90] }"""),
        Code("accuracy", "accuracy", "an accuracy: 12 %\naccuracy: 97.2 %\n"),
        Prose("so", "So more than nine of ten."),
        Prose("spread", "**Predict.** How wide is the spread?", """{ "find": "spread ([\\d.,]+)", "within": 0.2 }"""),
        Code("wide", "spread", "spread 60,000\n"),
        Prose("end", "## What you have now\n\nA tally."),
    ]);

    /// <summary>A Markdown cell.</summary>
    /// <param name="id">The cell's id.</param>
    /// <param name="source">Its text.</param>
    /// <param name="prediction">How its question is answered, as JSON.</param>
    public static NotebookCell Prose(string id, string source, string? prediction = null) => new(id, CellKind.Markdown, source)
    {
        Metadata = JsonElement.Parse(prediction is null ? "{}" : $$"""{ "{{Prediction.Name}}": {{prediction}} }"""),
    };

    private static NotebookCell Code(string id, string source, string printed) => new(id, CellKind.Code, source)
    {
        ExecutionCount = 1,
        Outputs = [new StreamOutput(StreamName.Stdout, printed)],
    };
}
