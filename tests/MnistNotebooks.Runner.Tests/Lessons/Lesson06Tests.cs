using System.Globalization;
using System.Text.RegularExpressions;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>How the stored lesson 06 weighs its numbers, and how lessons 06 to 08 are divided.</summary>
public class Lesson06Tests
{
    private static NotebookFile Lesson => StoredLessons.Read("06-testing");

    [Theory]
    [InlineData("06-testing", 9)]
    [InlineData("07-each-neuron", 7)]
    [InlineData("08-why-two", 6)]
    public void Each_step_stands_under_a_heading_that_says_what_it_is_about(string name, int steps)
    {
        string above = "";
        int found = 0;
        foreach (NotebookCell cell in StoredLessons.Read(name).Cells.Where(cell => cell.Kind == CellKind.Markdown))
        {
            foreach (Match heading in Regex.Matches(cell.Source, @"^(##|###) (.*)$", RegexOptions.Multiline))
            {
                if (heading.Groups[1].Value == "##")
                {
                    above = heading.Groups[2].Value;
                    Assert.NotEqual("Setting up", above);
                    Assert.DoesNotMatch(@"^[TND]\d", above);
                }
                else if (Regex.IsMatch(heading.Groups[2].Value, @"^[TND]\d"))
                {
                    found++;
                    Assert.NotEmpty(above);
                }
            }
        }
        Assert.Equal(steps, found);
    }

    [Fact]
    public void Accuracies_have_their_standard_error_and_the_tutorials_number_its_reason()
    {
        string[] lines = [.. Lesson.Cells.Text().Split('\n').Where(line => Regex.IsMatch(line, "^(test|training) set: "))];
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Matches(@"\d % ± 0\.\d\d %, \d+ mistakes$", line));
        Assert.Contains("The tutorial got 0.9722, one digit more: its start weights were other ones.", Prose, StringComparison.Ordinal);
        Assert.DoesNotContain("memory rather than skill", Prose, StringComparison.Ordinal);
    }

    [Fact]
    public void Right_answers_are_compared_with_outputs_and_weights_from_the_rim_did_move()
    {
        string printed = Lesson.Cells.Text();
        MatchCollection bands = Regex.Matches(printed, @"mean output ([\d.]+), right +([\d.]+) %");
        Assert.Equal(4, bands.Count);
        Assert.All(bands, band => Assert.True(Number(band.Groups[2]) > 100 * Number(band.Groups[1])));
        Match rim = Regex.Match(printed, @"mean way from the rim: +([\d.]+)\nmean way from other pixels: +([\d.]+)");
        Assert.True(Number(rim.Groups[1]) > 0 && Number(rim.Groups[2]) > 5 * Number(rim.Groups[1]));
        Assert.Contains("and not quite: paper has an input of 0.01", Prose, StringComparison.Ordinal);
    }

    private static string Prose =>
        string.Join('\n', Lesson.Cells.Where(cell => cell.Kind == CellKind.Markdown).Select(cell => cell.Source));

    private static double Number(Group text) => double.Parse(text.Value, CultureInfo.InvariantCulture);
}
