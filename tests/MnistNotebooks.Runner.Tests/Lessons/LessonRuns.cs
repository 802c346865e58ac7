using System.Collections.Concurrent;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Runs;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>Every lesson with all exercises solved, run on drawn digits once for all tests.</summary>
internal static class LessonRuns
{
    // One for each core of a small machine; each stays warm from lesson to lesson.
    private const int Processes = 2;

    private static readonly Lazy<Dictionary<string, TaskCompletionSource<NotebookFile>>> Runs = new(Start);

    /// <summary>What the kernels' environment says of the digits.</summary>
    public static IReadOnlyDictionary<string, string> Digits { get; } =
        new Dictionary<string, string> { ["MNIST_DIR"] = "", ["MNIST_OFFLINE"] = "1" };

    public static Task<NotebookFile> OfAsync(string name) => Runs.Value[name].Task;

    private static Dictionary<string, TaskCompletionSource<NotebookFile>> Start()
    {
        var runs = StoredLessons.Paths.ToDictionary(
            path => Path.GetFileNameWithoutExtension(path),
            _ => new TaskCompletionSource<NotebookFile>(TaskCreationOptions.RunContinuationsAsynchronously));
        var waiting = new ConcurrentQueue<string>(runs.Keys);
        for (int i = 0; i < Processes; i++)
            _ = Task.Run(RunAsync);
        return runs;

        async Task RunAsync()
        {
            await using var runner = new NotebookRunner(new(TimeSpan.FromMinutes(5), Digits));
            while (waiting.TryDequeue(out string? name))
            {
                try
                {
                    NotebookFile lesson = Exercises.Solved(StoredLessons.Read(name));
                    runs[name].SetResult((await runner.RunAsync(lesson, StoredLessons.Folder)).Notebook);
                }
                catch (Exception e)
                {
                    runs[name].SetException(e);
                }
            }
        }
    }
}
