
namespace MnistNotebooks.Runner.Pages.Mathematics;

/// <summary>A formula as HTML.</summary>
/// <param name="Html">MathML; the source in code style when the formula can't be read.</param>
/// <param name="Problems">One sentence for each thing that is shown as its source; empty when all is understood.</param>
internal sealed record Formula(string Html, IReadOnlyList<string> Problems)
{
    /// <summary>Converts the TeX of one formula; never throws for what the formula holds.</summary>
    /// <param name="tex">The source without the dollar signs.</param>
    /// <param name="isDisplay">True for a formula on a line of its own.</param>
    public static Formula FromTex(string tex, bool isDisplay)
    {
        string source = tex.Trim();
        try
        {
            var writer = new MathMlWriter();
            writer.Write(TexParser.Parse(source));
            string display = isDisplay ? " display=\"block\"" : "";
            return new($"<math{display} alttext=\"{HtmlText.Escape(source)}\">{writer}</math>",
                [.. writer.Unknown.Select(command => $"The formula {source} has the unknown command {command}.")]);
        }
        catch (FormatException e)
        {
            string element = isDisplay ? "div" : "span";
            return new(
                $"<{element} class=\"tex\"><code>{HtmlText.Escape(source)}</code></{element}>",
                [$"The formula {source} can't be read: {e.Message}."]);
        }
    }
}
