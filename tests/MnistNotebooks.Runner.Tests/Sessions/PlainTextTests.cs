using MnistNotebooks.Runner.Sessions.Host;

namespace MnistNotebooks.Runner.Tests.Sessions;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData(null, "null")]
    [InlineData("text as it is", "text as it is")]
    [InlineData(true, "true")]
    [InlineData('c', "c")]
    [InlineData(1.5, "1.5")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(new[] { 1, 2 }, "[ 1, 2 ]")]
    [InlineData(new int[0], "[ ]")]
    [InlineData(new[] { "a", null }, "[ \"a\", null ]")]
    [InlineData(DayOfWeek.Monday, "Monday")]
    public void Simple_values_read_as_in_CSharp(object? value, string text) => Assert.Equal(text, PlainText.Of(value));

    [Fact]
    public void Composed_values_read_as_in_CSharp()
    {
        Assert.Equal("(1, \"a\", [ 0.5 ])", PlainText.Of((1, "a", Enumerable.Repeat(0.5, 1))));
        Assert.Equal("[ \"one\": 1 ]", PlainText.Of(new System.Collections.Hashtable { ["one"] = 1 }));
        Assert.Equal("[ [one, 1] ]", PlainText.Of(new Dictionary<string, int> { ["one"] = 1 }));
        Assert.Equal("double[,] of 2 × 3", PlainText.Of(new double[2, 3]));
        Assert.Equal("List<Dictionary<int, string[]>>", CSharpNames.Of(typeof(List<Dictionary<int, string[]>>)));
        Assert.Equal("{ A = 1 }", PlainText.Of(new { A = 1 }));
    }

    [Fact]
    public void Long_and_endless_lists_are_cut()
    {
        Assert.Equal($"[ {string.Join(", ", Enumerable.Range(0, 20))}, … (764 more) ]", PlainText.Of(Enumerable.Range(0, 784).ToArray()));
        Assert.EndsWith("19, … ]", PlainText.Of(Endless()), StringComparison.Ordinal);
        object[] inside = new object[1];
        inside[0] = inside;
        Assert.Equal("[ [ [ [ … ] ] ] ]", PlainText.Of(inside));

        static IEnumerable<int> Endless()
        {
            for (int i = 0; ; i++)
                yield return i;
        }
    }
}
