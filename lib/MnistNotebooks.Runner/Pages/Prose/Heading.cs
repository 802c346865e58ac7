namespace MnistNotebooks.Runner.Pages.Prose;

/// <summary>A heading of a page, for its table of contents.</summary>
/// <param name="Level">1 to 6.</param>
/// <param name="Anchor">The element's id, as GitHub would make it.</param>
/// <param name="Html">The text without links; formulas as MathML.</param>
internal sealed record Heading(int Level, string Anchor, string Html);
