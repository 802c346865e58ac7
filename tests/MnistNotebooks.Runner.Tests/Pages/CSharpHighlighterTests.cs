using System.Net;
using System.Text.RegularExpressions;
using MnistNotebooks.Runner.Pages;

namespace MnistNotebooks.Runner.Tests.Pages;

public sealed partial class CSharpHighlighterTests
{
    [Theory]
    [InlineData("var x = new Random(1);", "var:k new:k Random:t 1:n")]
    [InlineData("Matrix<double> wih = null;", "Matrix:t double:k null:k")]
    [InlineData("wih.Row(0)", "Row:m 0:n")]
    [InlineData("Math.Exp(-z)", "Math:t Exp:m")]
    [InlineData("Matrix<double>.Build.Random(2, 3)", "Matrix:t double:k Random:m 2:n 3:n")]
    [InlineData("PixelScale.Tutorial", "PixelScale:t")]
    [InlineData("W.Transpose()", "Transpose:m")]
    [InlineData("// why\nx + 1", "// why:c 1:n")]
    [InlineData("#r \"a.dll\"\nusing System;", "#r \"a.dll\"\n:d using:k")]
    [InlineData("$\"a {x:F3} b\"", "$\":s a :s F3:s  b:s \":s")]
    [InlineData("double Sigmoid(double z) => z;", "double:k Sigmoid:m double:k")]
    [InlineData("record Point(int X);", "record:k Point:t int:k")]
    [InlineData("'c' + \"s\"", "'c':s \"s\":s")]
    [InlineData("List<(int Node, Vector<double> Row)> rows = [];", "List:t int:k Vector:t double:k")]
    public void Tokens_get_the_colour_of_their_kind(string code, string expected)
    {
        string html = CSharpHighlighter.ToHtml(code);
        IEnumerable<string> spans = Span.Matches(html)
            .Select(match => $"{WebUtility.HtmlDecode(match.Groups[2].Value)}:{match.Groups[1].Value}");
        Assert.Equal(expected, string.Join(' ', spans));
    }

    [Theory]
    [InlineData("if (a < b && c > d) { x = \"<b>\"; } /* & */")]
    [InlineData("this is } not ( C# \" at all")]
    [InlineData("#if NEVER\nhidden\n#endif\n/// <summary>x</summary>\nint y;\n\n  ")]
    [InlineData("var s = \"\"\"\n    raw <text>\n    \"\"\";")]
    [InlineData("#!csharp\n1")]
    [InlineData("")]
    public void The_text_stays_as_it_is(string code) =>
        Assert.Equal(code, WebUtility.HtmlDecode(Tag.Replace(CSharpHighlighter.ToHtml(code), "")));

    [Theory]
    [InlineData("a<")]
    [InlineData("a?")]
    [InlineData("A<B?,")]
    [InlineData("(")]
    [InlineData("a[")]
    public void Code_that_would_overflow_the_compilers_stack_has_no_colours(string piece)
    {
        string code = string.Concat(Enumerable.Repeat(piece, 20_000));
        Assert.Equal(code, WebUtility.HtmlDecode(CSharpHighlighter.ToHtml(code)));
    }

    [Fact]
    public void Comparisons_of_many_statements_are_not_nested()
    {
        string code = string.Concat(Enumerable.Repeat("if (a < b) { c = d < e ? f : g; }\n", 1_000));
        Assert.Contains("<span class=\"k\">if</span>", CSharpHighlighter.ToHtml(code), StringComparison.Ordinal);
    }

    [GeneratedRegex("""<span class="(\w)">([^<]*)</span>""")]
    private static partial Regex Span { get; }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag { get; }

    [Theory]
    [InlineData("[")]
    [InlineData("$\"{")]
    public void Code_that_is_nested_too_deeply_has_no_colours(string bracket)
    {
        string code = "var x = " + string.Concat(Enumerable.Repeat(bracket, 10_000));
        Assert.Equal(HtmlText.Escape(code), CSharpHighlighter.ToHtml(code));
    }
}
