using System.Text.Json;
using System.Text.RegularExpressions;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;

namespace MnistNotebooks.Runner.Tests.Pages;

public sealed class OutputHtmlTests
{
    private static string Html(params Output[] outputs) => new OutputHtml(new LessonMarkdown(new PageLinks(".", "."))).Of(outputs);

    private static DisplayOutput Display(params (string Mime, string Json)[] forms) =>
        new(new MimeBundle(forms.Select(form => KeyValuePair.Create(form.Mime, JsonElement.Parse(form.Json)))), IsResult: true);

    [Theory]
    [InlineData(34, 0)]
    [InlineData(35, 10)]
    [InlineData(200, 175)]
    public void Text_above_thirty_four_lines_is_folded_after_twenty_five(int lines, int folded)
    {
        string html = TextHtml.Of(string.Concat(Enumerable.Range(1, lines).Select(i => $"line {i}\n")), "text");
        string[] parts = html.Split($"<details><summary>all {lines} lines</summary>");
        Assert.Equal(folded == 0 ? 1 : 2, parts.Length);
        Assert.Equal(lines - folded, Regex.Count(parts[0], "line "));
        Assert.Equal(lines, Regex.Count(html, "line \\d"));
    }

    [Fact]
    public void Printed_text_is_escaped_and_a_carriage_return_starts_the_line_anew()
    {
        string html = Html(new StreamOutput(StreamName.Stdout, "10 %\r100 %\r\na < b & c\n"), new StreamOutput(StreamName.Stderr, "oh"));
        Assert.Contains("<div class=\"text\"><pre>100 %\na &lt; b &amp; c\n</pre></div>", html, StringComparison.Ordinal);
        Assert.Contains("<div class=\"text stderr\"><pre>oh\n</pre></div>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_carries_its_JSON_its_text_and_its_description()
    {
        string html = Html(Display(
            (MimeBundle.Plotly, """{ "data": [], "layout": { "title": { "text": "</script><b>" }, "width": 300, "height": 200,"""
                + """ "meta": { "alternativeText": "A \"small\" one." } } }"""),
            (MimeBundle.Plain, "\"A small one.\\n▁▂▃\"")));
        Assert.Contains("style=\"max-width:300px;min-height:200px\"", html, StringComparison.Ordinal);
        Assert.Contains("role=\"img\" aria-label=\"A &quot;small&quot; one.\"", html, StringComparison.Ordinal);
        Assert.Contains("<pre class=\"words\">A small one.\n▁▂▃</pre>", html, StringComparison.Ordinal);
        string json = Regex.Match(html, "<script type=\"application/json\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;
        Assert.Equal("</script><b>", JsonElement.Parse(json).GetProperty("layout").GetProperty("title").GetProperty("text").GetString());
    }

    [Fact]
    public void A_figure_without_description_is_described_by_the_first_line_of_its_text() =>
        Assert.Contains(
            "aria-label=\"Ten bars.\"",
            Html(Display((MimeBundle.Plotly, """{ "data": [] }"""), (MimeBundle.Plain, "\"\\nTen bars.\\nmore\""))),
            StringComparison.Ordinal);

    [Fact]
    public void The_richest_form_that_a_page_can_show_is_taken()
    {
        Assert.Contains("<div class=\"html\"><b>5</b></div>",
            Html(Display((MimeBundle.Plain, "\"5\""), (MimeBundle.Html, "\"<b>5</b>\""))), StringComparison.Ordinal);
        Assert.Contains("<strong>5</strong>",
            Html(Display((MimeBundle.Plain, "\"5\""), ("text/markdown", "\"**5**\""))), StringComparison.Ordinal);
        Assert.Contains("<img class=\"picture\" src=\"data:image/png;base64,QUJDRA==\" alt=\"a &lt;two&gt;\">",
            Html(Display(("image/png", "\"QUJD\\nRA==\\n\""), (MimeBundle.Plain, "\"a <two>\""))), StringComparison.Ordinal);
        Assert.Contains("data:image/svg+xml;base64,PHN2Zy8+", Html(Display(("image/svg+xml", "\"<svg/>\""))), StringComparison.Ordinal);
        Assert.Contains("<div class=\"text\"><pre>5\n</pre></div>",
            Html(Display((MimeBundle.Plain, "\"5\""), ("application/json", "5"))), StringComparison.Ordinal);
        Assert.Contains("its forms are application/json.", Html(Display(("application/json", "5"))), StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_shows_its_message_and_its_line()
    {
        string html = Html(new ErrorOutput(
            "DivideByZeroException", "By <zero>.", ["DivideByZeroException: By <zero>.", "   at cell [3], line 2"]));
        Assert.Contains("<pre>DivideByZeroException: By &lt;zero&gt;.\n   at cell [3], line 2</pre>", html, StringComparison.Ordinal);
        Assert.Contains("<pre>TimeLimit: Too slow.</pre>", Html(new ErrorOutput("TimeLimit", "Too slow.", [])), StringComparison.Ordinal);
    }
}
