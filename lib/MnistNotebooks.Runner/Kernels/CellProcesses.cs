using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace MnistNotebooks.Runner.Kernels;

/// <summary>
/// What the cells of a kernel have started: processes, those that these have started, and daemons among them, which have left their
/// parents, group and session. All inherit the kernel's environment, and so a variable in it that no other kernel has.
/// </summary>
internal static class CellProcesses
{
    /// <summary>The variable; its value is the name of the kernel's pipe.</summary>
    public const string Variable = "MNIST_NOTEBOOKS_KERNEL";

    private const string ProcessFolder = "/proc";

    // Each pass ends what the one before it was too late for; a process that starts others faster than that is beyond us.
    private const int MostPasses = 20;

    private const int SetChildSubreaper = 36;

    /// <summary>
    /// Makes this process, a kernel, the parent of daemons below it, so that they are still its descendants when it is ended.
    /// </summary>
    public static void Adopt()
    {
        if (OperatingSystem.IsLinux())
            _ = ControlProcess(SetChildSubreaper, 1, 0, 0, 0);
    }

    /// <summary>
    /// Ends them; call when the kernel has ended. Only Linux shows the environment of other processes: elsewhere those end that are still
    /// descendants of the kernel when it is ended.
    /// </summary>
    /// <param name="kernel">The name of the kernel's pipe.</param>
    public static void End(string kernel)
    {
        if (!OperatingSystem.IsLinux())
            return;
        byte[] mark = Encoding.UTF8.GetBytes($"{Variable}={kernel}\0");
        for (int pass = 0, found = 1; pass < MostPasses && found > 0; pass++)
        {
            int[] marked = [.. Ids().Where(id => HasMark(id, mark))];
            Array.ForEach(marked, Kill);
            found = marked.Length;
        }
    }

    private static IEnumerable<int> Ids() => Directory.EnumerateDirectories(ProcessFolder)
        .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0)
        .Where(id => id != 0 && id != Environment.ProcessId);

    // Of a process that has ended the environment is empty, and that of other users can't be read.
    private static bool HasMark(int id, byte[] mark)
    {
        try
        {
            byte[] environment = File.ReadAllBytes(string.Create(CultureInfo.InvariantCulture, $"{ProcessFolder}/{id}/environ"));
            return environment.AsSpan().IndexOf(mark) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    [DllImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ControlProcess(int option, nuint a, nuint b, nuint c, nuint d);
}
