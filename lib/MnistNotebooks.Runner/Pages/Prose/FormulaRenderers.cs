using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using MnistNotebooks.Runner.Pages.Mathematics;

namespace MnistNotebooks.Runner.Pages.Prose;

/// <summary>$…$ in a sentence, and $$…$$ when it stands on one line.</summary>
internal sealed class InlineFormulaRenderer(List<string> problems) : HtmlObjectRenderer<MathInline>
{
    protected override void Write(HtmlRenderer renderer, MathInline obj)
    {
        var formula = Formula.FromTex(obj.Content.ToString(), isDisplay: obj.DelimiterCount == 2);
        problems.AddRange(formula.Problems);
        renderer.Write(formula.Html);
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
