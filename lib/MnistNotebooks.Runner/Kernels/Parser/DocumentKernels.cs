using Microsoft.DotNet.Interactive.Documents;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Kernels.Parser;

/// <summary>The languages whose cells are told apart in .dib files, also those the kernel doesn't run, so that saving keeps them.</summary>
internal static class DocumentKernels
{
    /// <summary>A new list, because documents keep and change the one they get.</summary>
    public static KernelInfoCollection Create() => new()
    {
        new KernelInfo(NotebookFile.CellLanguage, "C#", ["c#", "cs"]),
        new KernelInfo("fsharp", "F#", ["f#", "fs"]),
        new KernelInfo("html", "HTML"),
        new KernelInfo("http", "HTTP"),
        new KernelInfo("javascript", "JavaScript", ["js"]),
        new KernelInfo("mermaid", "Mermaid"),
        new KernelInfo("pwsh", "PowerShell", ["powershell"]),
        new KernelInfo("sql", "SQL"),
        new KernelInfo("value"),
    };
}
