using System.Runtime.ExceptionServices;

namespace MnistNotebooks.Networks.Bulk;

/// <summary>A loop on all cores that fails as an ordinary loop does.</summary>
internal static class AllCores
{
    /// <summary>Runs the body for 0…count − 1, as many at a time as the caller's task scheduler lets, in no particular order.</summary>
    /// <exception cref="OperationCanceledException">The loop was cancelled between two turns.</exception>
    public static void For(int count, Action<int> body, CancellationToken cancellation = default)
    {
        try
        {
            Parallel.For(0, count, new() { CancellationToken = cancellation, TaskScheduler = TaskScheduler.Current }, body);
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.Flatten().InnerExceptions[0]);
        }
    }
}
