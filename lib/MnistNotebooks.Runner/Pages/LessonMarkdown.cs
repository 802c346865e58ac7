using System.Text.Json;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace MnistNotebooks.Runner.Pages;

/// <summary>
/// Turns the Markdown cells of one page into HTML and keeps what the whole page needs to know:
/// headings, and formulas that weren't understood.
/// </summary>
/// <param name="links">Where links and pictures lead from the page.</param>
internal sealed partial class LessonMarkdown(PageLinks links)
{
    // What GitHub, VS Code and Jupyter all show in a notebook, and no more: a lesson must read the same everywhere.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseTaskLists().UseAutoLinks().UseMathematics().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).Build();

    private const int MostBrackets = 5_000, MostCells = 100_000;

    private readonly HashSet<string> _anchors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _repeats = new(StringComparer.Ordinal);
    private readonly List<Heading> _headings = [];
    private readonly List<string> _problems = [];

    public IReadOnlyList<Heading> Headings => _headings;

    /// <summary>One sentence for each formula that is shown as its source.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <exception cref="InvalidDataException">It has more brackets, or larger tables, than can be read in seconds.</exception>
    /// <exception cref="ArgumentException">It is nested too deeply for Markdig.</exception>
    public static MarkdownDocument Parse(string markdown)
    {
        CheckSize(markdown);
        return Markdown.Parse(markdown, Pipeline);
    }

    // Markdig looks for each bracket's partner through all that follows, and fills up every row of a table to its longest.
    private static void CheckSize(string markdown)
    {
        int brackets = markdown.AsSpan().Count('[');
        if (brackets > MostBrackets)
            throw new InvalidDataException($"its text has {brackets} opening square brackets; at most {MostBrackets} are read");
        long rows = 0, columns = 0;
        foreach (ReadOnlySpan<char> line in markdown.AsSpan().EnumerateLines())
        {
            int here = line.Count('|');
            rows += here > 0 ? 1 : 0;
            columns = Math.Max(columns, here);
        }
        if (rows * columns > MostCells)
        {
            throw new InvalidDataException(
                $"its text has {rows} lines and up to {columns} columns of tables; at most {MostCells} cells are read");
        }
    }

    /// <param name="markdown">The cell's source.</param>
    /// <param name="attachments">The cell's attached files, if any.</param>
    public string ToHtml(string markdown, JsonElement? attachments = null)
    {
        MarkdownDocument document = Parse(markdown);
        foreach (HeadingBlock heading in document.Descendants<HeadingBlock>())
            Register(heading);
        return SafeHtml.Of(ToHtml(document), links, attachments);
    }

    /// <summary>A block's text as HTML without links and without the block's own element.</summary>
    public static string InlineHtml(LeafBlock block)
    {
        using var text = new StringWriter();
        HtmlRenderer renderer = Renderer(text, problems: []);
        renderer.EnableHtmlForInline = false;
        renderer.WriteLeafInline(block);
        return text.ToString();
    }

    private void Register(HeadingBlock heading)
    {
        string html = InlineHtml(heading);
        string slug = Markdig.Helpers.LinkHelper.UrilizeAsGfm(PlainText(heading));
        string anchor = slug;
        while (!_anchors.Add(anchor))
        {
            int repeat = _repeats[slug] = _repeats.GetValueOrDefault(slug) + 1;
            anchor = $"{slug}-{repeat}";
        }
        heading.GetAttributes().Id = anchor;
        _headings.Add(new(heading.Level, anchor, html));
    }

    /// <summary>A sentence that may hold Markdown; as text where it would be another thing than a sentence: '10.' begins a list.</summary>
    public static string SentenceHtml(string sentence) => Parse(sentence) is [ParagraphBlock]
        ? Paragraph().Match(new LessonMarkdown(new PageLinks(".", ".")).ToHtml(sentence)).Groups[1].Value
        : HtmlText.Escape(sentence);

    /// <summary>A block's text without any markup; formulas as their source.</summary>
    public static string PlainText(LeafBlock block) => string.Concat((block.Inline?.Descendants() ?? []).Select(inline => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        MathInline formula => formula.Content.ToString(),
        LineBreakInline => " ",
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        _ => "",
    }));

    [GeneratedRegex(@"\A<p>(.*)</p>\s*\z", RegexOptions.Singleline)]
    private static partial Regex Paragraph();

    private string ToHtml(MarkdownDocument document)
    {
        using var text = new StringWriter();
        Renderer(text, _problems).Render(document);
        return text.ToString();
    }

    private static HtmlRenderer Renderer(TextWriter text, List<string> problems)
    {
        var renderer = new HtmlRenderer(text);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlMathInlineRenderer>(new InlineFormulaRenderer(problems));
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlMathBlockRenderer>(new BlockFormulaRenderer(problems));
        renderer.ObjectRenderers.ReplaceOrAdd<CodeBlockRenderer>(new CodeFenceRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<HeadingRenderer>(new AnchoredHeadingRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlTableRenderer>(new ScrollingTableRenderer());
        return renderer;
    }
}

/// <summary>A heading of a page, for its table of contents.</summary>
/// <param name="Level">1 to 6.</param>
/// <param name="Anchor">The element's id, as GitHub would make it.</param>
/// <param name="Html">The text without links; formulas as MathML.</param>
internal sealed record Heading(int Level, string Anchor, string Html);

/// <summary>Fenced code; C# gets the colours of the code cells.</summary>
internal sealed class CodeFenceRenderer : HtmlObjectRenderer<CodeBlock>
{
    protected override void Write(HtmlRenderer renderer, CodeBlock obj)
    {
        string code = obj.Lines.ToString();
        bool isCSharp = obj is FencedCodeBlock { Info: "csharp" or "cs" or "c#" or "C#" };
        renderer.EnsureLine()
            .Write("<pre class=\"code\"><code>")
            .Write(isCSharp ? CSharpHighlighter.ToHtml(code) : HtmlText.Escape(code))
            .WriteLine("</code></pre>");
    }
}

/// <summary>A heading with a link to itself, shown when the pointer is on it.</summary>
internal sealed class AnchoredHeadingRenderer : HtmlObjectRenderer<HeadingBlock>
{
    protected override void Write(HtmlRenderer renderer, HeadingBlock obj)
    {
        string anchor = obj.GetAttributes().Id ?? throw new InvalidOperationException("A heading is rendered before it got its anchor.");
        renderer.EnsureLine().Write($"<h{obj.Level} id=\"{HtmlText.Escape(anchor)}\">");
        renderer.WriteLeafInline(obj);
        renderer.Write($"<a class=\"anchor\" href=\"#{HtmlText.Escape(anchor)}\" aria-label=\"Link to this section\">#</a>")
            .WriteLine($"</h{obj.Level}>");
    }
}

/// <summary>A table that scrolls by itself when it is wider than the text.</summary>
internal sealed class ScrollingTableRenderer : HtmlTableRenderer
{
    protected override void Write(HtmlRenderer renderer, Table table)
    {
        renderer.EnsureLine().WriteLine("<div class=\"table\">");
        base.Write(renderer, table);
        renderer.EnsureLine().WriteLine("</div>");
    }
}

/// <summary>$…$ in a sentence, and $$…$$ when it stands on one line.</summary>
internal sealed class InlineFormulaRenderer(List<string> problems) : HtmlObjectRenderer<MathInline>
{
    protected override void Write(HtmlRenderer renderer, MathInline obj)
    {
        var formula = Formula.FromTex(obj.Content.ToString(), isDisplay: obj.DelimiterCount == 2);
        problems.AddRange(formula.Problems);
        // A formula on a line of its own scrolls by itself where it is wider than the page.
        renderer.Write(obj.DelimiterCount == 2 ? $"<span class=\"formula\">{formula.Html}</span>" : formula.Html);
    }
}

/// <summary>$$…$$ with the dollar signs on lines of their own.</summary>
internal sealed class BlockFormulaRenderer(List<string> problems) : HtmlObjectRenderer<MathBlock>
{
    protected override void Write(HtmlRenderer renderer, MathBlock obj)
    {
        var formula = Formula.FromTex(obj.Lines.ToString(), isDisplay: true);
        problems.AddRange(formula.Problems);
        renderer.EnsureLine().Write("<div class=\"formula\">").Write(formula.Html).WriteLine("</div>");
    }
}
