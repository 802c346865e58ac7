using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>What the first lesson owes to somebody who has read nothing else.</summary>
public class Lesson01Tests
{
    private static NotebookFile Lesson => StoredLessons.Read("01-weights-and-sigmoid");

    [Fact]
    public void It_says_which_tutorial_is_followed_what_T_numbers_are_and_that_there_are_no_biases()
    {
        string start = Lesson.Cells[0].Source;
        foreach (string word in (string[])["Make Your Own Neural Network", "T1 to T47", "**bias**"])
            Assert.Contains(word, start, StringComparison.Ordinal);
    }

    [Fact]
    public void It_draws_the_network() =>
        Assert.Contains(Lesson.Cells, cell => cell.Source.StartsWith("Chart.Architecture([784, 200, 10]", StringComparison.Ordinal));

    [Fact]
    public void Weights_are_not_said_to_grow_for_ever_with_targets_of_0_and_1() =>
        Assert.DoesNotContain("impossible would push", string.Concat(Lesson.Cells.Select(cell => cell.Source)), StringComparison.Ordinal);

    [Theory]
    [InlineData("01-weights-and-sigmoid")]
    [InlineData("02-one-record")]
    [InlineData("03-forward")]
    public void Steps_stand_below_a_heading_that_says_what_they_are_about(string name)
    {
        string part = "";
        foreach (NotebookCell cell in StoredLessons.Read(name).Cells.Where(cell => cell.Kind == CellKind.Markdown))
        {
            if (cell.Source.StartsWith("## ", StringComparison.Ordinal))
                part = cell.Source.Split('\n')[0];
            if (cell.Source.StartsWith("### ", StringComparison.Ordinal))
                Assert.DoesNotContain(part, (string[])["", "## Before you start", "## Setting up"]);
        }
    }
}
