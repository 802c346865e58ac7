using System.Text.Json;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace MnistNotebooks.Runner.Pages.Prose;

/// <summary>
/// Turns the Markdown cells of one page into HTML and keeps what the whole page needs to know:
/// headings, and formulas that weren't understood.
/// </summary>
/// <param name="links">Where links and pictures lead from the page.</param>
internal sealed class LessonMarkdown(PageLinks links)
{
    // What GitHub, VS Code and Jupyter all show in a notebook, and no more: a lesson must read the same everywhere.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseTaskLists().UseAutoLinks().UseMathematics().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).Build();

    private readonly HashSet<string> _anchors = new(StringComparer.Ordinal);
    private readonly List<Heading> _headings = [];
    private readonly List<string> _problems = [];

    public IReadOnlyList<Heading> Headings => _headings;

    /// <summary>One sentence for each formula that is shown as its source.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public static MarkdownDocument Parse(string markdown) => Markdown.Parse(markdown, Pipeline);

    /// <param name="markdown">The cell's source.</param>
    /// <param name="attachments">The cell's attached files, if any.</param>
    public string ToHtml(string markdown, JsonElement? attachments = null)
    {
        MarkdownDocument document = Parse(markdown);
        foreach (LinkInline link in document.Descendants<LinkInline>())
            link.Url = link.IsImage ? links.Picture(link.Url ?? "", attachments) : links.Page(link.Url ?? "");
        foreach (HeadingBlock heading in document.Descendants<HeadingBlock>())
            Register(heading);
        return ToHtml(document);
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
        for (int repeat = 1; !_anchors.Add(anchor); repeat++)
            anchor = $"{slug}-{repeat}";
        heading.GetAttributes().Id = anchor;
        _headings.Add(new(heading.Level, anchor, html));
    }

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
