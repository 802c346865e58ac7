using MnistNotebooks.Runner.Tests;
using Xunit.Abstractions;

// Most tests wait for processes that they have started, so more of them than cores keep the cores busy.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
[assembly: TestCollectionOrderer($"MnistNotebooks.Runner.Tests.{nameof(LongestFirst)}", "MnistNotebooks.Runner.Tests")]

namespace MnistNotebooks.Runner.Tests;

/// <summary>Starts with the test classes that take longest, so that nothing is left to wait for when the others are done.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        nameof(Live.LiveSeriesTests), nameof(Live.LiveLessonTests), nameof(Live.LivePageTests), nameof(Lessons.LessonRunTests),
        nameof(Commands.CommandLineTests), nameof(Instruments.MicroscopeTests), nameof(Instruments.MistakesQuizTests),
        nameof(Stdio.CancelTests), nameof(Kernels.FailureTests), nameof(Kernels.HostileCellTests), nameof(Live.LessonNeedsTests),
        nameof(Instruments.LaboratoryTests), nameof(Pages.FigureTextTests), nameof(Instruments.PlaneLaboratoryTests),
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection =>
        {
            int place = Array.FindIndex(Longest, name => collection.DisplayName.Contains(name, StringComparison.Ordinal));
            return place < 0 ? Longest.Length : place;
        }).ThenBy(collection => collection.DisplayName, StringComparer.Ordinal);
}
