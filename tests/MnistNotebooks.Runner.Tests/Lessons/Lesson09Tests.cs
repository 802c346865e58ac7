using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>What lesson 09 says, as it is stored.</summary>
public class Lesson09Tests
{
    private static readonly NotebookFile _lesson = StoredLessons.Read("09-pixel-influence");

    [Fact]
    public void It_needs_no_files_that_are_not_part_of_the_project() =>
        Assert.DoesNotContain(_lesson.Cells, cell => cell.Source.Contains("MNIST_REFERENCE_DIR", StringComparison.Ordinal));

    [Fact]
    public void It_tells_what_is_known_of_the_network_that_the_method_was_published_with()
    {
        Assert.Contains(_lesson.Cells, cell => cell.Source.Contains("reads 0.9352 of MNIST's test digits", StringComparison.Ordinal));
        // The library's tests measure these numbers on its weights.
        Assert.Contains(_lesson.Cells, cell => cell.Source.Contains("{ 0, 0.542, 0.749, 0.967, 1.078, 6.657 }", StringComparison.Ordinal));
    }

    [Fact]
    public void It_states_its_finding_under_the_table_and_at_the_end() =>
        Assert.Equal(2, _lesson.Cells.Count(cell => cell.Source.Contains("nly a1 adds up.**", StringComparison.Ordinal)));
}
