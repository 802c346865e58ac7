using System.Collections.Concurrent;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Runs;
using MnistNotebooks.Tests;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>Every lesson with all exercises solved, run once for all tests: on MNIST where it is, else on drawn digits.</summary>
internal static class LessonRuns
{
    // One for each core of a small machine; each stays warm from lesson to lesson.
    private const int Processes = 2;

    private static readonly Dictionary<string, TaskCompletionSource<NotebookFile>> Runs = StoredLessons.Paths.ToDictionary(
        path => Path.GetFileNameWithoutExtension(path),
        _ => new TaskCompletionSource<NotebookFile>(TaskCreationOptions.RunContinuationsAsynchronously));

    private static readonly ConcurrentQueue<string> Waiting = new(Runs.Keys);

    static LessonRuns()
    {
        for (int i = 0; i < Processes; i++)
            _ = Task.Run(RunAsync);
    }

    /// <summary>What the kernels' environment says of the digits.</summary>
    public static IReadOnlyDictionary<string, string> Digits { get; } =
        new Dictionary<string, string> { ["MNIST_DIR"] = Requirement.MnistFolder ?? "", ["MNIST_OFFLINE"] = "1" };

    public static Task<NotebookFile> OfAsync(string name) => Runs[name].Task;

    private static async Task RunAsync()
    {
        await using var runner = new NotebookRunner(new(TimeSpan.FromMinutes(5), Digits));
        while (Waiting.TryDequeue(out string? name))
        {
            try
            {
                NotebookFile lesson = Exercises.Solved(StoredLessons.Read(name));
                Runs[name].SetResult((await runner.RunAsync(lesson, StoredLessons.Folder)).Notebook);
            }
            catch (Exception e)
            {
                Runs[name].SetException(e);
            }
        }
    }
}
