using System.Text.Json;
using MnistNotebooks.Runner.Pages;

namespace MnistNotebooks.Runner.Tests.Pages;

public sealed class LessonMarkdownTests
{
    private static LessonMarkdown Markdown(
        string notebookFolder = "/series/notebooks", string pageFolder = "/series/artifacts/notebooks") =>
        new(new PageLinks(notebookFolder, pageFolder));

    [Theory]
    [InlineData("[next](04-backward.ipynb)", "href=\"04-backward.html\"")]
    [InlineData("[step](../notebooks/04-backward.ipynb#t22--errors)", "href=\"04-backward.html#t22--errors\"")]
    [InlineData("[file](../lib/My%20Code/Layer.cs)", "href=\"../../lib/My%20Code/Layer.cs\"")]
    [InlineData("[web](https://example.org/a.ipynb)", "href=\"https://example.org/a.ipynb\"")]
    [InlineData("[here](#t14--hidden-inputs)", "href=\"#t14--hidden-inputs\"")]
    public void Links_lead_to_the_same_place_from_the_page(string markdown, string expected) =>
        Assert.Contains(expected, Markdown().ToHtml(markdown), StringComparison.Ordinal);

    [Fact]
    public void A_picture_beside_the_notebook_is_part_of_the_page()
    {
        using var folder = new TemporaryFolder();
        folder.Write("pictures/two.svg", "<svg/>");
        string html = Markdown(folder.Root, folder["out"]).ToHtml("![a two](pictures/two.svg) ![gone](pictures/gone.png)");
        Assert.Contains("src=\"data:image/svg+xml;base64,PHN2Zy8+\"", html, StringComparison.Ordinal);
        Assert.Contains("src=\"../pictures/gone.png\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("![](attachment:two.png)", "\"QUJD\"")]
    [InlineData("![](attachment:two.png)", "\"QU\\nJD\\n\"")]
    [InlineData("![](attachment:two.png)", "[\"QU\\n\", \"JD\"]")]
    [InlineData("text <img src=\"attachment:two.png\" width=\"50\">", "\"QUJD\"")]
    [InlineData("<div><img src='Attachment:two.png'/></div>", "\"QUJD\"")]
    public void An_attached_picture_is_part_of_the_page(string markdown, string stored)
    {
        JsonElement attachments = JsonElement.Parse($$"""{ "two.png": { "text/plain": "two", "image/png": {{stored}} } }""");
        Assert.Contains("src=\"data:image/png;base64,QUJD\"", Markdown().ToHtml(markdown, attachments), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("{ \"image/png\": 5 }")]
    [InlineData("{ \"image/png\": [1, 2] }")]
    [InlineData("{ \"text/html\": \"<b>\" }")]
    public void An_attachment_that_is_no_picture_is_named(string stored)
    {
        JsonElement attachments = JsonElement.Parse($$"""{ "two.png": {{stored}} }""");
        Assert.Equal(
            "the attachment 'two.png' is not a picture",
            Assert.Throws<InvalidDataException>(() => Markdown().ToHtml("![](attachment:two.png)", attachments)).Message);
    }

    [Fact]
    public void A_picture_that_is_not_attached_stays_a_broken_one() =>
        Assert.Contains("<img src=\"attachment:two.png\" alt=\"a two\">", Markdown().ToHtml("![a two](attachment:two.png)"),
            StringComparison.Ordinal);

    [Fact]
    public void Headings_get_GitHubs_anchors_and_no_anchor_twice()
    {
        LessonMarkdown markdown = Markdown();
        string html = markdown.ToHtml("## T14 · Hidden *inputs*")
            + markdown.ToHtml("## Exercise\n\n### Exercise\n\n## The [sum](a.md) $z_j$ & `x`");
        Assert.Equal(
            ["t14--hidden-inputs", "exercise", "exercise-1", "the-sum-z_j--x"],
            markdown.Headings.Select(heading => heading.Anchor));
        Assert.Equal([2, 2, 3, 2], markdown.Headings.Select(heading => heading.Level));
        Assert.Contains("<h2 id=\"t14--hidden-inputs\">T14 · Hidden <em>inputs</em>", html, StringComparison.Ordinal);
        Assert.StartsWith("The sum <math", markdown.Headings[3].Html, StringComparison.Ordinal);
        Assert.EndsWith("</math> &amp; x", markdown.Headings[3].Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_tasks_folded_parts_and_code_are_rendered()
    {
        string html = Markdown().ToHtml("""
            | a | b |
            |---|--:|
            | 1 | ~~2~~ |

            - [x] done

            <details><summary>Solution</summary>

            ```csharp
            var x = 1;
            ```

            </details>
            """);
        Assert.Contains("<div class=\"table\">\n<table>", html, StringComparison.Ordinal);
        Assert.Contains("<del>2</del>", html, StringComparison.Ordinal);
        Assert.Contains("type=\"checkbox\" checked=\"checked\"", html, StringComparison.Ordinal);
        Assert.Contains("<details><summary>Solution</summary>", html, StringComparison.Ordinal);
        Assert.Contains("<pre class=\"code\"><code><span class=\"k\">var</span> x", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("so $a_1$ is", "<math alttext=\"a_1\">")]
    [InlineData("so $$a_1$$ is", "<math display=\"block\" alttext=\"a_1\">")]
    [InlineData("$$\na_1\n$$", "<div class=\"formula\"><math display=\"block\" alttext=\"a_1\">")]
    public void Formulas_become_MathML(string markdown, string expected) =>
        Assert.Contains(expected, Markdown().ToHtml(markdown), StringComparison.Ordinal);

    [Fact]
    public void Formulas_that_are_not_understood_are_reported_once_each()
    {
        LessonMarkdown markdown = Markdown();
        markdown.ToHtml("# The $\\foo$\n\n$x^$ and $\\alpha$");
        Assert.Equal(
            [@"The formula \foo has the unknown command \foo.", "The formula x^ can't be read: something is missing after ^."],
            markdown.Problems);
    }
}
