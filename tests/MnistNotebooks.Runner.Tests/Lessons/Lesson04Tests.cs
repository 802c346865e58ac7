using System.Text.RegularExpressions;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>The trial of the rule as it stands in the stored lesson 04.</summary>
public class Lesson04Tests
{
    private static NotebookFile Lesson => StoredLessons.Read("04-backward");

    [Fact]
    public void The_rule_fails_the_chain_rule_passes_and_the_rule_passes_for_the_cross_entropy()
    {
        string trial = string.Join('\n', Section.Of(Lesson)
            .Where(section => section.Heading.StartsWith("Act ", StringComparison.Ordinal))
            .Select(section => section.Cells.Text()));
        Assert.Equal(["0", "10", "10"],
            Regex.Matches(trial, @"^agree: (\d+) of 10 weights of wih$", RegexOptions.Multiline).Select(match => match.Groups[1].Value));
        Assert.Matches(
            @"tutorial's rule, who +passes +fails\ntutorial's rule, wih +fails +passes\nchain rule, wih +passes +fails\n", trial);
    }

    [Fact]
    public void The_pixels_of_the_trial_have_ink()
    {
        // A pixel of paper has an input of 0.01, and a rule in proportion to it.
        string act = Section.Of(Lesson).Single(section => section.Heading == "Act 1 · The squared error").Cells.Text();
        double[] rules = [.. Regex.Matches(act, @"wih\[.*rule +([\d.-]+)").Select(match =>
            Math.Abs(double.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)))];
        Assert.Equal(10, rules.Length);
        Assert.All(rules, rule => Assert.True(rule > 0.02 * rules.Max()));
    }

    [Fact]
    public void Four_times_as_long_is_said_of_the_start_only_and_paper_is_white()
    {
        string prose = string.Join('\n', Lesson.Cells.Where(cell => cell.Kind == CellKind.Markdown).Select(cell => cell.Source));
        Assert.Contains("describes the first step only", prose, StringComparison.Ordinal);
        Assert.DoesNotContain("black paper", prose, StringComparison.Ordinal);
        Assert.DoesNotContain("from the middle of the picture", prose, StringComparison.Ordinal);
        Assert.Contains("cross-entropy", Prose("What you have now"), StringComparison.Ordinal);
        Assert.DoesNotContain("four times", Prose("What you have now"), StringComparison.Ordinal);
    }

    // The ratio of the lengths falls for a while, so no title says that it only rises.
    [Fact]
    public void Figures_of_the_two_rules_name_what_they_draw_and_not_how_it_goes()
    {
        string figures = Lesson.Cells.Single(cell => cell.Id == "lesson04-figures").Source;
        Assert.Contains("Direction: the cosine between the two rules", figures, StringComparison.Ordinal);
        Assert.Contains("Length: how many times as long the tutorial's deltas are", figures, StringComparison.Ordinal);
    }

    // Lessons 11 and 13 point at it.
    [Fact]
    public void The_trial_has_its_heading() => Assert.Contains(Section.Of(Lesson), section => section.Heading == "The trial of the rule");

    private static string Prose(string heading) =>
        Section.Of(Lesson).Single(section => section.Heading == heading).Cells[0].Source;
}
