using MnistNotebooks.Runner.Pages;

namespace MnistNotebooks.Runner.Tests.Pages;

/// <summary>What of the HTML in Markdown comes into a page.</summary>
public sealed class SafeHtmlTests
{
    private static string Html(string markdown) => new LessonMarkdown(new PageLinks("/series/notebooks", "/series/out")).ToHtml(markdown);

    [Fact]
    public void Many_elements_side_by_side_are_shown()
    {
        const int many = 20_000;
        string html = Html(string.Concat(Enumerable.Repeat("- a &lt; `b`<br>\n", many)));
        Assert.Equal(many, html.Split("<li>a &lt; <code>b</code><br></li>").Length - 1);
    }

    [Theory]
    [InlineData("[a](", 5_001, "its text has 5001 opening square brackets; at most 5000 are read")]
    [InlineData("a|b|c|d\n", 40_000, "its text has 40000 lines and up to 3 columns of tables; at most 100000 cells are read")]
    public void What_Markdig_takes_minutes_for_is_refused(string piece, int times, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => Html(string.Concat(Enumerable.Repeat(piece, times)))).Message);

    // Kinds of the lists that those who look for holes try first (OWASP, DOMPurify); what is left of each says nothing any more.
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a <script>alert(1)</script> b")]
    [InlineData("<SCRIPT SRC=//evil/x.js></SCRIPT>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<img src=\"x\" ONERROR = 'alert(1)'>")]
    [InlineData("<img/src=x/onerror=alert(1)>")]
    [InlineData("<details open ontoggle=alert(1)><summary onclick=alert(1)>s</summary></details>")]
    [InlineData("[a](javascript:alert(1))")]
    [InlineData("[a](JaVaScRiPt:alert(1))")]
    [InlineData("[a](java&#9;script:alert(1))")]
    [InlineData("![a](javascript:alert(1))")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[a]: javascript:alert(1)\n\n[a]")]
    [InlineData("<a href=\" javascript:alert(1)\">a</a>")]
    [InlineData("<a href=\"&#106;avascript:alert(1)\">a</a>")]
    [InlineData("<a href=\"vbscript:alert(1)\">a</a>")]
    [InlineData("[a](data:text/html,<script>alert(1)</script>)")]
    [InlineData("<a href=\"data:image/png;base64,QUJD\">a</a>")]
    [InlineData("<img src=\"data:image/svg+xml,<svg onload=alert(1)>\">")]
    [InlineData("<img src=\"data:text/html;base64,QUJD\">")]
    [InlineData("<a href=\"attachment:x\">a</a>")]
    [InlineData("<svg onload=alert(1)><script>alert(1)</script></svg>")]
    [InlineData("<iframe src=\"javascript:alert(1)\" srcdoc=\"<script>alert(1)</script>\"></iframe>")]
    [InlineData("<object data=\"x\"></object><embed src=\"x\">")]
    [InlineData("<form action=\"https://evil\"><button formaction=\"javascript:alert(1)\">b</button><input name=\"password\"></form>")]
    [InlineData("<meta http-equiv=\"refresh\" content=\"0;url=javascript:alert(1)\"><base href=\"https://evil\">")]
    [InlineData("<link rel=stylesheet href=x>")]
    [InlineData("<style>body { display: none }</style>")]
    [InlineData("<div style=\"position: fixed; background: url(javascript:alert(1)); inset: 0\" class=\"top offline\">a</div>")]
    [InlineData("<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\"></table></math>")]
    [InlineData("<math><a xlink:href=\"javascript:alert(1)\">a</a><maction href=\"javascript:alert(1)\"></maction></math>")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>")]
    [InlineData("<template><script>alert(1)</script></template><xmp><script>alert(1)</script></xmp>")]
    [InlineData("<mnist-draw-pad content=\"x\"></mnist-draw-pad>")]
    [InlineData("# a <script>alert(1)</script> <img src=x onerror=alert(1)>")]
    public void Nothing_runs_or_covers_the_page(string markdown)
    {
        string html = Html(markdown);
        Assert.DoesNotMatch(
            "(?i)<(script|svg|iframe|object|embed|form|button|meta|base|link|style|template|noscript|xmp|mnist|maction|mglyph)\\b", html);
        // As an attribute; in the title of a picture it is text.
        Assert.DoesNotMatch("(?i)<[^>\"]*(\"[^\"]*\"[^>\"]*)*\\son[a-z]+\\s*=", html);
        Assert.DoesNotMatch("(?i)(href|src|action)=\"\\s*(java|vb)script:", html);
        Assert.DoesNotMatch("(?i)href=\"\\s*(data|attachment):|src=\"\\s*data:", html);
        Assert.DoesNotMatch("position|url\\(|class=\"(top|offline)|password", html);
    }

    [Theory]
    [InlineData("<details open><summary>More</summary>\n\n**bold**\n\n</details>",
        "<details open=\"\"><summary>More</summary>\n<p><strong>bold</strong></p>\n</details>")]
    [InlineData("<table><tr><td colspan=\"2\" style=\"text-align: right\">1</td></tr></table>",
        "<table><tbody><tr><td colspan=\"2\" style=\"text-align: right\">1</td></tr></tbody></table>")]
    [InlineData("<img src=\"data:image/png;base64,QUJD\" width=\"50\" alt=\"a\">",
        "<img src=\"data:image/png;base64,QUJD\" width=\"50\" alt=\"a\">")]
    [InlineData("H<sub>2</sub>O<br><kbd>Ctrl</kbd>", "<p>H<sub>2</sub>O<br><kbd>Ctrl</kbd></p>")]
    [InlineData("<a name=\"here\"></a>[there](#here)", "<p><a id=\"here\"></a><a href=\"#here\">there</a></p>")]
    [InlineData("<a href=\"04-backward.ipynb#x\">next</a>", "<p><a href=\"04-backward.html#x\">next</a></p>")]
    [InlineData("A List<int> of lists.", "<p>A List of lists.</p>")]
    [InlineData("$x^2$", "<p><math alttext=\"x^2\"><msup><mi>x</mi><mn>2</mn></msup></math></p>")]
    [InlineData("<https://example.org> [mail](mailto:a@example.org)",
        "<p><a href=\"https://example.org\">https://example.org</a> <a href=\"mailto:a@example.org\">mail</a></p>")]
    public void What_a_text_needs_stays(string markdown, string expected) =>
        Assert.Contains(expected, Html(markdown), StringComparison.Ordinal);

    [Fact]
    public void A_picture_of_megabytes_stays_whole()
    {
        string picture = $"data:image/png;base64,{new string('A', 3_000_000)}";
        Assert.Contains($"src=\"{picture}\"", Html($"![]({picture})"), StringComparison.Ordinal);
    }

    [BrowserFact]
    public void In_a_browser_nothing_runs()
    {
        const string run = "document.documentElement.dataset.ran=1";
        string source = $"# T <script>{run}</script>\n\n<script>{run}</script>\n\n<img src=x onerror=\"{run}\">\n\n"
            + $"<details open ontoggle=\"{run}\"><summary>More</summary>\n\n<svg onload=\"{run}\"></svg>\n\n</details>\n\n"
            + $"<iframe srcdoc=\"<script>parent.{run}</script>\"></iframe>\n\n"
            + $"<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror={run}&gt;\">\n\nThe end.";
        var notebook = SampleLesson.Other("x", "x") with
        {
            Cells = [new("a", MnistNotebooks.Runner.Notebooks.CellKind.Markdown, source)],
        };
        using var folder = new TemporaryFolder();
        var pages = new PageWriter(folder["out"], new("Drawn.", IsMnist: false));
        string document = Chromium.Document(pages.WriteLesson(folder["x.ipynb"], notebook, null, null).Path);
        Assert.DoesNotContain("data-ran", document, StringComparison.Ordinal);
        Assert.Contains("The end.", document, StringComparison.Ordinal);
    }
}
