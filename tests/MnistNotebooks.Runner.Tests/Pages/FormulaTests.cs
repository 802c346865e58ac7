using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using MnistNotebooks.Runner.Pages.Mathematics;

namespace MnistNotebooks.Runner.Tests.Pages;

public sealed class FormulaTests
{
    // The MathML without attributes, and with the names of rows left out: what a formula is made of.
    private static string Shape(string tex)
    {
        var formula = Formula.FromTex(tex, isDisplay: false);
        Assert.Empty(formula.Problems);
        return Shape(XElement.Parse(formula.Html));
    }

    private static string Shape(XElement element)
    {
        string content = element.HasElements ? string.Join(' ', element.Elements().Select(Shape)) : element.Value;
        return element.Name.LocalName switch
        {
            "math" or "mrow" => content,
            "mspace" => "␣",
            "mi" or "mn" or "mo" => content,
            string name => $"{name}({content})",
        };
    }

    [Theory]
    [InlineData(@"x^2", "msup(x 2)")]
    [InlineData(@"x^12", "msup(x 1) 2")]
    [InlineData(@"x^{12}", "msup(x 12)")]
    [InlineData(@"w_{ih}^T", "msubsup(w i h T)")]
    [InlineData(@"w^T_{ih}", "msubsup(w i h T)")]
    [InlineData(@"\frac12", "mfrac(1 2)")]
    [InlineData(@"\frac{\partial L}{\partial w}", "mfrac(∂ L ∂ w)")]
    [InlineData(@"\sqrt{200}", "msqrt(200)")]
    [InlineData(@"\sqrt[3]{x}", "mroot(x 3)")]
    [InlineData(@"200^{-0.5}", "msup(200 − 0.5)")]
    [InlineData(@"n = 3.", "n = 3 .")]
    [InlineData(@"\sum_{i=1}^{n} x_i", "munderover(∑ i = 1 n) msub(x i)")]
    [InlineData(@"\max_k o_k", "munder(max k) msub(o k)")]
    [InlineData(@"\sigma'(z)", "msup(σ ′) ( z )")]
    [InlineData(@"f''^2", "msup(f ′ ′ 2)")]
    [InlineData(@"\exp x", "exp ␣ x")]
    [InlineData(@"\log(x)", "log ( x )")]
    [InlineData(@"\hat{y} \bar x", "mover(y ^) mover(x ¯)")]
    [InlineData(@"\left( \frac{a}{b} \right]", "( mfrac(a b) ]")]
    [InlineData(@"\left. x \right|", "x |")]
    [InlineData(@"\text{if } z > 0", "mtext(if\u00A0) z > 0")]
    [InlineData(@"\mathrm{wih} \cdot \mathbf{x}", "wih ⋅ 𝐱")]
    [InlineData(@"\boldsymbol{\sigma} \in \mathbb{R}^{784}", "𝛔 ∈ msup(ℝ 784)")]
    [InlineData(@"\mathcal{L} \approx \nabla \Delta", "ℒ ≈ ∇ Δ")]
    [InlineData(@"a \le b \ge c \ne d \to e", "a ≤ b ≥ c ≠ d → e")]
    [InlineData(@"x_1, \ldots, x_n", "msub(x 1) , … , msub(x n)")]
    [InlineData(@"\{a\} \% ", "{ a } %")]
    [InlineData(@"\underbrace{a+b}_{n}", "munder(munder(a + b ⏟) n)")]
    [InlineData(@"\overset{!}{=}", "mover(= !)")]
    [InlineData(@"\begin{bmatrix} 1 & 0 \\ 0 & 1 \end{bmatrix}", "[ mtable(mtr(mtd(1) mtd(0)) mtr(mtd(0) mtd(1))) ]")]
    [InlineData(@"\begin{cases} 1 & z \\ 0 & y \\ \end{cases}", "{ mtable(mtr(mtd(1) mtd(z)) mtr(mtd(0) mtd(y)))")]
    [InlineData(@"\operatorname*{argmax}_k", "munder(argmax k)")]
    [InlineData(@"\binom{n}{k}", "( mfrac(n k) )")]
    [InlineData(@"\bigl( x \bigr)", "( x )")]
    public void The_subset_is_written_as_MathML(string tex, string shape) => Assert.Equal(shape, Shape(tex));

    [Fact]
    public void A_sign_is_a_prefix_and_an_operation_is_not()
    {
        Assert.Contains("<mo form=\"prefix\">−</mo><mi>z</mi>", Formula.FromTex("e = -z", false).Html, StringComparison.Ordinal);
        Assert.Contains("<mi>e</mi><mo>−</mo><mi>z</mi>", Formula.FromTex("e - z", false).Html, StringComparison.Ordinal);
        Assert.Contains("<mo form=\"prefix\">−</mo><mn>1</mn>", Formula.FromTex("(-1)", false).Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Brackets_grow_only_between_left_and_right()
    {
        Assert.Contains("stretchy=\"false\">(</mo>", Formula.FromTex(@"(\frac12)", false).Html, StringComparison.Ordinal);
        Assert.Contains("stretchy=\"true\">(</mo>", Formula.FromTex(@"\left(\frac12\right)", false).Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_formula_on_its_own_line_is_a_block_and_keeps_its_source()
    {
        string html = Formula.FromTex(" a < \"b\" ", isDisplay: true).Html;
        Assert.StartsWith("<math display=\"block\" alttext=\"a &lt; &quot;b&quot;\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_command_is_shown_as_its_source_and_reported()
    {
        var formula = Formula.FromTex(@"x + \foo{y}", isDisplay: false);
        Assert.Contains(@"<mtext class=""tex"">\foo</mtext>", formula.Html, StringComparison.Ordinal);
        Assert.Equal([@"The formula x + \foo{y} has the unknown command \foo."], formula.Problems);
    }

    [Theory]
    [InlineData(@"\frac{1}{2", "the brace at character 9 is not closed")]
    [InlineData(@"x^", "something is missing after ^")]
    [InlineData(@"x_a_b", "it has two subscripts in a row")]
    [InlineData(@"\left( x", @"a \left has no \right")]
    [InlineData(@"\begin{bmatrix} 1", @"\begin{bmatrix} has no \end{bmatrix}")]
    [InlineData(@"a & b", "& at character 3 is out of place")]
    [InlineData(@"a}", "} at character 2 is out of place")]
    [InlineData(@"\text x", @"\text is not followed by text in braces")]
    public void A_formula_that_cannot_be_read_is_shown_as_its_source_with_the_reason(string tex, string reason)
    {
        var formula = Formula.FromTex(tex, isDisplay: false);
        Assert.Equal([$"The formula {tex} can't be read: {reason}."], formula.Problems);
        Assert.StartsWith("<span class=\"tex\"><code>", formula.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_refused_and_does_not_overflow_the_stack() =>
        Assert.Contains(
            "nested too deeply",
            Assert.Single(Formula.FromTex(new string('{', 100_000), false).Problems),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(@"\𝐰")]
    [InlineData(@"𝐰^\𝐰")]
    public void Letters_beyond_the_basic_plane_stay_whole(string tex) =>
        Assert.Contains("𝐰", XElement.Parse(Formula.FromTex(tex, isDisplay: false).Html).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Whatever_is_written_becomes_well_formed_markup()
    {
        string[] pieces =
        [
            "{", "}", "^", "_", "&", @"\\", @"\frac", @"\sqrt", "[", "]", @"\left", @"\right", "(", ")", "|", ".",
            @"\begin{bmatrix}", @"\end{bmatrix}", @"\begin{aligned}", @"\end{aligned}", @"\text", @"\hat", @"\sum", @"\max", @"\mathbf",
            @"\foo", @"\", "'", "x", "12", "0.5", " ", "<", "\"", "é", "−", "𝐰", @"\,",
        ];
        var formulas = Gen.Elements(pieces).ArrayOf().Select(parts => string.Concat(parts));
        Prop.ForAll(formulas.ToArbitrary(), tex => XElement.Parse(Formula.FromTex(tex, isDisplay: true).Html) is not null)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
