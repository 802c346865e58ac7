using System.Globalization;
using System.Text.RegularExpressions;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>How the stored lesson 05 chooses, judges and shows.</summary>
public class Lesson05Tests
{
    private static NotebookFile Lesson => StoredLessons.Read("05-training");

    [Fact]
    public void The_test_set_is_opened_once_and_after_everything_was_chosen()
    {
        NotebookCell[] open = [.. Lesson.Cells.Where(cell => cell.Source.Contains("mnist.Test", StringComparison.Ordinal))];
        Assert.Equal("lesson05-full", Assert.Single(open).Id);
        string[] ids = [.. Lesson.Cells.Select(cell => cell.Id)];
        Assert.True(Array.IndexOf(ids, "lesson05-full") > Array.IndexOf(ids, "lesson05-22"), "the rules are compared later");
    }

    [Fact]
    public void The_error_stands_beside_the_best_answer_without_looking()
    {
        NotebookCell curve = Lesson.Cells.Single(cell => cell.Id == "lesson05-13");
        Assert.Contains("best answer without looking: 0.8641", new[] { curve }.Text(), StringComparison.Ordinal);
        Assert.Matches(@"of the best answer without looking: 0\.864\n", Lesson.Cells.Text());
    }

    [Fact]
    public void Accuracies_of_held_back_and_test_digits_have_their_chance()
    {
        string[] lines = [.. Lesson.Cells.Text().Split('\n')
            .Where(line => Regex.IsMatch(line, "held-back digits [0-9]|on the test set: "))];
        Assert.Equal(6, lines.Length);
        Assert.All(lines, line => Assert.Matches(@"\d % ± 0\.\d\d$", line));
        string prose = string.Join('\n', Lesson.Cells.Where(cell => cell.Kind == CellKind.Markdown).Select(cell => cell.Source));
        Assert.Contains("overfitting", prose, StringComparison.Ordinal);
        Assert.DoesNotContain("write the loop yourself", prose, StringComparison.Ordinal);
    }

    // Both rules read the same digits, so only those count on which they differ.
    [Fact]
    public void The_lead_of_a_rule_stands_beside_the_digits_that_only_one_of_the_two_reads()
    {
        string printed = Lesson.Cells.Where(cell => cell.Id == "lesson05-ahead").Text();
        Match found = Regex.Match(
            printed, @"only: (\d+) held-back digits, (\d+) of them by the tutorial's rule\nahead by (-?\d+); chance: ± (\d+);");
        Assert.True(found.Success, printed);
        double[] numbers = [.. found.Groups.Values.Skip(1).Select(group => double.Parse(group.Value, CultureInfo.InvariantCulture))];
        Assert.Equal(2 * numbers[1] - numbers[0], numbers[2]);
        Assert.Equal(Math.Round(Math.Sqrt(numbers[0])), numbers[3]);
    }
}
