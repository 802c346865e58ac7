using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>The lessons executed on drawn digits with all exercises solved; as they are, the main job runs them.</summary>
public sealed class LessonRunTests
{
    public static TheoryData<string> Names => StoredLessons.Names;

    [LongTheory]
    [MemberData(nameof(Names))]
    public async Task Every_solution_is_right(string name)
    {
        NotebookFile lesson = await LessonRuns.OfAsync(name);
        Assert.Empty(LessonChecks.FailedCells(lesson));
        // Pictures of MNIST were stored with the lesson; what is made anew takes the place of the old.
        Assert.All(lesson.Figures(), figure => Assert.Null(figure.Text(MimeBundle.Png)));
        // A solution may print what it found on the way.
        Assert.All(Exercises.Of(lesson), cell =>
            Assert.StartsWith("✓", new[] { cell }.Text().TrimEnd().Split('\n')[^1], StringComparison.Ordinal));
    }
}
