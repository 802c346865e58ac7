using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>What lessons 14 and 15 promise about the test set.</summary>
public sealed class TestSetOnceTests
{
    // An experiment takes the test set as an argument; what comes of it there stands in the outcomes' Accuracy, which nobody reads yet.
    [Theory]
    [InlineData("14-the-laboratory", "")]
    [InlineData("15-how-far", "mnist.Test, cache")]
    public void The_test_set_is_not_read_before_its_section(string name, string asArgument)
    {
        NotebookCell[] before = [.. StoredLessons.Read(name).Cells
            .TakeWhile(cell => !cell.Source.StartsWith("## The test set, once", StringComparison.Ordinal))
            .Where(cell => cell.Kind == CellKind.Code)];
        Assert.NotEmpty(before);
        Assert.All(before, cell =>
        {
            string code = asArgument.Length > 0 ? cell.Source.Replace(asArgument, "", StringComparison.Ordinal) : cell.Source;
            Assert.DoesNotContain("mnist.Test", code, StringComparison.Ordinal);
            Assert.DoesNotContain("Outcome.Accuracy", code, StringComparison.Ordinal);
        });
    }
}
