using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Notebooks;

public sealed class NotebookFileTests
{
    [Theory]
    [InlineData("text/plain", "<script>1</script>", "text/plain")]
    [InlineData("text/plain", "<SCRIPT src='x'></SCRIPT>", "text/plain")]
    [InlineData("text/plain", "<table></table>", "text/html text/plain")]
    [InlineData(null, "<script>1</script>", "text/html")]
    [InlineData(MimeBundle.Plotly, "<div></div>", MimeBundle.Plotly)]
    [InlineData(MimeBundle.Instrument, "<p></p>", "text/html")]
    public void HTML_of_figures_and_HTML_with_scripts_is_left_out_where_there_is_another_form(string? other, string html, string left)
    {
        List<KeyValuePair<string, System.Text.Json.JsonElement>> forms = [new(MimeBundle.Html, Json.Text(html))];
        if (other is not null)
            forms.Add(new(other, Json.Text("5")));
        Output[] outputs = [new StreamOutput(StreamName.Stdout, "<script>"), new DisplayOutput(new(forms), IsResult: true)];
        var notebook = new NotebookFile("x", SampleNotebook.Metadata, [new("code", CellKind.Code, "5") { Outputs = outputs }]);
        IReadOnlyList<Output> stored = notebook.WithoutLiveHtml().Cells[0].Outputs;
        Assert.Equal(outputs[0], stored[0]);
        Assert.Equal(left, string.Join(' ', Assert.IsType<DisplayOutput>(stored[1]).Data.Forms.Keys));
    }
}
