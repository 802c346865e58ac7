using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using MnistNotebooks.Runner.Pages;

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
    [InlineData(@"x^{12}", "msup(x 12)")]
    [InlineData(@"x^12", "msup(x 1) 2")]
    [InlineData(@"w_{ih}^\top", "msubsup(w i h ⊤)")]
    [InlineData(@"\frac{\partial L}{\partial w}", "mfrac(∂ L ∂ w)")]
    [InlineData(@"\frac12", "mfrac(1 2)")]
    [InlineData(@"\sqrt[3]{x} \sqrt{200}", "mroot(x 3) msqrt(200)")]
    [InlineData(@"n = 3.", "n = 3 .")]
    [InlineData(@"\sum_{i=1}^{n} x_i", "munderover(∑ i = 1 n) msub(x i)")]
    [InlineData(@"\max_k o_k \to \exp x", "munder(max k) msub(o k) → exp ␣ x")]
    [InlineData(@"\sigma'(z) \approx \log(z)", "msup(σ ′) ( z ) ≈ log ( z )")]
    [InlineData(@"\hat{y} \bar x", "mover(y ^) mover(x ¯)")]
    [InlineData(@"\left( \frac{a}{b} \right] \left. x \right|", "( mfrac(a b) ] x |")]
    [InlineData(@"\text{if } z \le 0", "mtext(if\u00A0) z ≤ 0")]
    [InlineData(@"\mathbf{x} \in \{0, 1\}", "𝐱 ∈ { 0 , 1 }")]
    [InlineData(@"\begin{bmatrix} 1 & 0 \\ 0 & 1 \\ \end{bmatrix}", "[ mtable(mtr(mtd(1) mtd(0)) mtr(mtd(0) mtd(1))) ]")]
    [InlineData(@"\begin{pmatrix} x \end{pmatrix}", "( mtable(mtr(mtd(x))) )")]
    public void The_subset_is_written_as_MathML(string tex, string shape) => Assert.Equal(shape, Shape(tex));

    [Theory]
    [InlineData(@"\sigma(x) = \frac{1}{1 + e^{-x}}",
        """<mi>σ</mi><mo form="prefix" stretchy="false">(</mo><mi>x</mi><mo form="postfix" stretchy="false">)</mo>"""
            + """<mo stretchy="false" lspace="0.2778em" rspace="0.2778em">=</mo><mfrac><mn>1</mn><mrow><mn>1</mn><mo>+</mo>"""
            + """<msup><mi>e</mi><mrow><mo form="prefix">−</mo><mi>x</mi></mrow></msup></mrow></mfrac>""")]
    [InlineData(@"\text{input} = 0.01 + 0.99 \cdot \frac{\text{pixel}}{255}",
        """<mtext>input</mtext><mo stretchy="false" lspace="0.2778em" rspace="0.2778em">=</mo><mn>0.01</mn><mo>+</mo><mn>0.99</mn>"""
            + "<mo>⋅</mo><mfrac><mtext>pixel</mtext><mn>255</mn></mfrac>")]
    [InlineData(@"x = \log \frac{y}{1 - y}",
        """<mi>x</mi><mo stretchy="false" lspace="0.2778em" rspace="0.2778em">=</mo><mi>log</mi><mspace width="0.1667em"></mspace>"""
            + "<mfrac><mi>y</mi><mrow><mn>1</mn><mo>−</mo><mi>y</mi></mrow></mfrac>")]
    [InlineData(@"\text{softmax}(a)_k = e^{a_k} / \sum_j e^{a_j}",
        """<mtext>softmax</mtext><mo form="prefix" stretchy="false">(</mo><mi>a</mi><msub><mo form="postfix" stretchy="false">)</mo>"""
            + """<mi>k</mi></msub><mo stretchy="false" lspace="0.2778em" rspace="0.2778em">=</mo>"""
            + """<msup><mi>e</mi><msub><mi>a</mi><mi>k</mi></msub></msup><mo stretchy="false" lspace="0" rspace="0">/</mo>"""
            + """<munder><mo>∑</mo><mi>j</mi></munder>"""
            + "<msup><mi>e</mi><msub><mi>a</mi><mi>j</mi></msub></msup>")]
    public void Formulas_of_the_lessons_get_the_spaces_that_TeX_gives_them(string tex, string row) =>
        Assert.Equal($"""<math alttext="{tex}"><mrow>{row}</mrow></math>""", Formula.FromTex(tex, isDisplay: false).Html);

    [Fact]
    public void A_formula_on_its_own_line_is_a_block_and_keeps_its_source()
    {
        string html = Formula.FromTex(" a < \"b\" ", isDisplay: true).Html;
        Assert.StartsWith("<math display=\"block\" alttext=\"a &lt; &quot;b&quot;\">", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(@"x + \foo{y}", @"\foo")]
    [InlineData(@"\begin{array} x \end{array}", @"\begin{array}")]
    public void An_unknown_command_is_shown_as_its_source_and_reported(string tex, string command)
    {
        var formula = Formula.FromTex(tex, isDisplay: false);
        Assert.Contains($"""<mtext class="tex">{command}</mtext>""", formula.Html, StringComparison.Ordinal);
        Assert.Equal([$"The formula {tex} has the unknown command {command}."], formula.Problems);
    }

    [Theory]
    [InlineData(@"\frac{1}{2", "the brace at character 9 is not closed")]
    [InlineData(@"x^", "something is missing after ^")]
    [InlineData(@"x_a_b", "it has two subscripts in a row")]
    [InlineData(@"\left( x", @"a \left has no \right")]
    [InlineData(@"\left x", @"\left is not followed by a delimiter")]
    [InlineData(@"\begin{bmatrix} 1", @"\begin{bmatrix} has no \end{bmatrix}")]
    [InlineData(@"\sqrt[3 x", @"the degree of \sqrt is not closed by ]")]
    [InlineData(@"a & b", "& at character 3 is out of place")]
    [InlineData(@"a}", "} at character 2 is out of place")]
    [InlineData(@"\text x", @"\text is not followed by text in braces")]
    public void A_formula_that_cannot_be_read_is_shown_as_its_source_with_the_reason(string tex, string reason)
    {
        var formula = Formula.FromTex(tex, isDisplay: false);
        Assert.Equal([$"The formula {tex} can't be read: {reason}."], formula.Problems);
        Assert.StartsWith("<span class=\"tex\"><code>", formula.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData(@"\hat")]
    public void Deep_nesting_is_refused_and_does_not_overflow_the_stack(string piece) =>
        Assert.Contains(
            "nested too deeply",
            Assert.Single(Formula.FromTex(string.Concat(Enumerable.Repeat(piece, 100_000)), false).Problems),
            StringComparison.Ordinal);

    [Fact]
    public void Whatever_is_written_becomes_well_formed_markup()
    {
        string[] pieces =
        [
            "{", "}", "^", "_", "&", @"\\", @"\frac", @"\sqrt", "[", "]", @"\left(", @"\right)", @"\left", "(", ")", "|", ".", @"\𝐰", "𝐰",
            @"\begin{bmatrix}", @"\end{bmatrix}", @"\text", @"\text{a}", @"\hat", @"\sum", @"\max", @"\mathbf",
            @"\foo", @"\", "'", "x", "12", "0.5", " ", "<", "\"", "é", "−", @"\,",
        ];
        var formulas = Gen.Elements(pieces).ArrayOf().Select(parts => string.Concat(parts));
        Prop.ForAll(formulas.ToArbitrary(), tex => XElement.Parse(Formula.FromTex(tex, isDisplay: true).Html) is not null)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
