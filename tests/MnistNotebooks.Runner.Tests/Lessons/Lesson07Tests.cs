using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>What a class must be able to read in the stored lesson 07.</summary>
public class Lesson07Tests
{
    private static NotebookFile Lesson => StoredLessons.Read("07-each-neuron");

    [Fact]
    public void Each_of_the_hundred_neurons_can_be_found_by_its_number()
    {
        Section section = Section.Of(Lesson).Single(section => section.Heading.StartsWith("N2 ", StringComparison.Ordinal));
        string printed = section.Cells.Text();
        Assert.DoesNotContain("e-0", printed, StringComparison.Ordinal);
        Assert.Contains("above 0.9: neurons ", printed, StringComparison.Ordinal);
        Assert.Contains("table of 10 rows (neuron) by 10 columns (added)", printed, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^ *\+0 +\+1 +\+2 ", printed);
    }

    [Fact]
    public void How_far_neurons_are_is_measured_on_the_weights_and_not_on_the_film()
    {
        NotebookCell cell = Lesson.Cells.Single(cell => cell.Id == "lesson07-36");
        Assert.Contains("moments[^1]", cell.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("Small(", cell.Source, StringComparison.Ordinal);
        Assert.Contains("Clone()", Lesson.Cells.Single(cell => cell.Id == "lesson07-33").Source, StringComparison.Ordinal);
    }
}
