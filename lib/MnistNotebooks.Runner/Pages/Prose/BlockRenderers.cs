using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using MnistNotebooks.Runner.Pages.Highlighting;

namespace MnistNotebooks.Runner.Pages.Prose;

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
