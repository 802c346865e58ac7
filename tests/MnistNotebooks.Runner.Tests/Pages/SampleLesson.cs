using System.Globalization;
using System.Text.Json;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Tests.Notebooks;

namespace MnistNotebooks.Runner.Tests.Pages;

/// <summary>A made-up lesson with every kind of cell and output.</summary>
internal static class SampleLesson
{
    public const int Figures = 3;

    public const string HeatmapText = "Hidden inputs of the first record, one stripe for each of 200 hidden nodes.";

    // A blue 1×1 pixel.
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBgIA9tzS4QAAAABJRU5ErkJggg==";

    public static NotebookFile Notebook { get; } = new("03-forward", SampleNotebook.Metadata,
    [
        Markdown("""
            # 03 · The forward pass

            Two matrix products and two sigmoids later, the network has an **opinion**.
            """ + """
             [Lesson 02](02-one-record.ipynb#t9--inputs) made the record.

            | symbol | shape | meaning |
            |---|---:|---|
            | $W_{ih}$ | 200 × 784 | weights, input to hidden |
            | $\mathbf{x}$ | 784 | inputs, $0.01 \le x_i \le 1$ |

            - [x] count the weights
            - [ ] predict the answer
            """),
        Markdown("""
            ## The hidden layer

            ### T14 · Hidden inputs

            Every hidden node adds up its 784 inputs, each multiplied by the weight of its connection: $z_j = \sum_{i=1}^{784} w_{ji}\,x_i$.

            $$
            \frac{\partial L}{\partial W_{ho}} = -\left(\mathbf{t} - \mathbf{o}\right) \cdot \sigma'(\mathbf{z}) \cdot \mathbf{h}^{\top},
            \quad \hat{y} = \max_k o_k
            $$

            > **Predict.** Will the sums be mostly positive, mostly negative, or both?
            """),
        Code(1, """
            MnistData mnist = Mnist.Load();
            // 784 inputs become 200 sums.
            Vector<double> hiddenInputs = wih * inputs;
            hiddenInputs.Print("hidden inputs");
            Chart.Heatmap(hiddenInputs, $"Hidden inputs of record {0}")
            """,
            new StreamOutput(StreamName.Stdout, Array("hidden inputs: 200", 50)),
            new StreamOutput(StreamName.Stderr, "a warning <on> stderr\n"),
            Figure(Heatmap, HeatmapText + "\n▁▂▃▄▅▆▇█")),
        Markdown("""
            ### T15 · Hidden outputs

            $$
            W = \begin{bmatrix} w_{11} & w_{12} \\ w_{21} & w_{22} \end{bmatrix}, \quad \bar{z} = \sqrt{\text{sum of } z_j^2}
            $$

            <details>
            <summary>Solution</summary>

            Multiply, then squash:

            ```csharp
            var hiddenOutputs = hiddenInputs.Map(z => 1 / (1 + Math.Exp(-z)));
            ```

            </details>
            """),
        Code(2, "display(bars);\nfilm",
            Figure(Bars, "Ten final outputs as bars.", isResult: false),
            Figure(Film, "A film of the weights.")),
        Code(3, "table", new DisplayOutput(
            Forms(("text/html", "<table><tr><th>digit</th><td>5</td></tr></table>"), ("text/plain", "digit 5")), IsResult: true)),
        Code(4, "note", new DisplayOutput(Forms(("text/markdown", "The answer is **five**, since $o_5 = 0.98$.")), IsResult: true)),
        Code(5, "picture", new DisplayOutput(Forms(("image/png", Png), ("text/plain", "a blue pixel")), IsResult: true)),
        Code(6, "wih.RowCount", new DisplayOutput(Forms(("text/plain", "200")), IsResult: true)),
        Code(7, "hiddenInputs[200]", new ErrorOutput("ArgumentOutOfRangeException", "Index 200 is outside 0 … 199.",
            ["ArgumentOutOfRangeException: Index 200 is outside 0 … 199.", "   at cell [7], line 1"])),
        new NotebookCell("code-8", CellKind.Code, "\"never run\""),
        Markdown("## Where to go next\n\n"
            + "[Lesson 04](04-backward.ipynb) and [the figures' source](../lib/MnistNotebooks/Charts/Figure.cs)."),
    ]);

    public static NotebookFile Other(string name, string title) =>
        new(name, SampleNotebook.Metadata, [Markdown($"# {title}\n\nWhat `{name}` teaches, in one sentence."), Code(1, "1 + 1")]);

    /// <summary>Some lines of numbers below a title.</summary>
    public static string Array(string title, int lines) =>
        title + "\n" + string.Concat(Enumerable.Range(0, lines).Select(i => string.Create(CultureInfo.InvariantCulture,
            $" {Math.Sin(i),12:F8} {Math.Cos(i),12:F8} {Math.Sin(2 * i),12:F8}\n")));

    private static string Numbers(int count, Func<int, double> value) =>
        string.Join(',', Enumerable.Range(0, count).Select(i => value(i).ToString("F3", CultureInfo.InvariantCulture)));

    private static string Heatmap => $$$"""
        {"data":[{"type":"heatmap","z":[[{{{Numbers(200, i => Math.Sin(i * i))}}}]],"colorscale":"RdBu","zmid":0,"showscale":true}],
         "layout":{"title":{"text":"Hidden inputs </script>"},"height":220,"margin":{"t":50,"b":50},
        """ + $$$"""
        "xaxis":{"title":{"text":"hidden node"}},"yaxis":{"visible":false},
         "meta":{"alternativeText":"{{{HeatmapText}}}"} } }
        """;

    private static string Bars => $$$"""
        {"data":[{"type":"bar","y":[{{{Numbers(10, i => i == 5 ? 0.98 : 0.02 * i)}}}]}],
        """ + """
        "layout":{"width":520,"height":300,"title":{"text":"Final outputs"} } }
        """;

    private static string Film => """
        {"data":[{"type":"scatter","x":[1,2,3],"y":[1,2,3]}],
         "layout":{"sliders":[{"steps":[{"method":"animate","label":"1","args":[["1"]]},{"method":"animate","label":"2","args":[["2"]]}]}]},
         "frames":[{"name":"1","data":[{"y":[1,2,3]}]},{"name":"2","data":[{"y":[3,2,1]}]}]}
        """;

    private static NotebookCell Markdown(string source) => new($"text-{source.Length}", CellKind.Markdown, source);

    private static NotebookCell Code(int count, string source, params Output[] outputs) =>
        new($"code-{count}", CellKind.Code, source) { ExecutionCount = count, Outputs = outputs };

    private static DisplayOutput Figure(string json, string text, bool isResult = true) =>
        new(
            new MimeBundle([
                KeyValuePair.Create(MimeBundle.Plotly, JsonElement.Parse(json)),
                KeyValuePair.Create(MimeBundle.Plain, Json.Text(text)),
            ]),
            isResult);

    private static MimeBundle Forms(params (string Mime, string Text)[] forms) =>
        new(forms.Select(form => KeyValuePair.Create(form.Mime, Json.Text(form.Text))));
}
