using System.Diagnostics;
using System.Globalization;

namespace MnistNotebooks.Runner.Jupyter;

/// <summary>The program that started the kernel; when it is killed, nobody is left to end the kernel.</summary>
internal static class ParentProcess
{
    private const string Variable = "JPY_PARENT_PID";

    /// <summary>Done when the parent has ended; never, when Jupyter did not say which it is.</summary>
    public static async Task EndedAsync(CancellationToken cancellation)
    {
        Process parent;
        try
        {
            if (!int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out int id) || id <= 1)
                await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(false);
            parent = Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            return;
        }
        using (parent)
            await parent.WaitForExitAsync(cancellation).ConfigureAwait(false);
    }
}
