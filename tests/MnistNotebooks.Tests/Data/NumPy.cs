using System.Diagnostics;

namespace MnistNotebooks.Tests.Data;

/// <summary>NumPy itself, as the other side of a test; call only in tests marked with <see cref="NumPyFactAttribute"/>.</summary>
internal static class NumPy
{
    /// <summary>Runs Python statements in the given folder, with NumPy as np.</summary>
    public static void Run(string folder, string statements)
    {
        using Process python = Process.Start(new ProcessStartInfo(Requirement.Python, ["-c", "import numpy as np\n" + statements])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
        })!;
        string errors = python.StandardError.ReadToEnd();
        python.WaitForExit();
        Assert.True(python.ExitCode == 0, errors);
    }
}
