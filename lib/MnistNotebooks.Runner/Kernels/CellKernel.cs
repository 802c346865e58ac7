using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.PackageManagement;

namespace MnistNotebooks.Runner.Kernels;

/// <summary>
/// The project's kernel: .NET Interactive's C# kernel, compiling with optimisation, whose errors name the line of the cell
/// and say no more than a reader of the notebook needs.
/// </summary>
internal sealed class CellKernel : IDisposable
{
    /// <summary>The parameter of a SubmitCode that says the cell's number; without it cells are counted.</summary>
    public const string NumberParameter = "cell";

    /// <summary>The environment variable with the name by which the working directory was entered.</summary>
    public const string FolderVariable = "PWD";

    // The kernel offers no other way to set what its scripts are compiled with.
    private static readonly FieldInfo ScriptOptionsField = Field("_scriptOptions");

    // Where it last set the folder in which references are looked for; as long as this is the current one it leaves them alone.
    private static readonly FieldInfo WorkingDirectoryField = Field("_workingDirectory");

    // Finds references, and the documentation beside them.
    private static readonly Type ResolverType =
        typeof(CSharpKernel).Assembly.GetType("Microsoft.DotNet.Interactive.CSharp.CachingMetadataResolver", throwOnError: true)!;

    private readonly CSharpKernel _csharp = new();
    private readonly List<(KernelCommand Whole, Task End)> _underWay = [];
    private int _number;

    public CellKernel()
    {
        _csharp.UseNugetDirective(AddReferences);
        // What the lessons call display(…) is a static method of Kernel.
        // The compiler is newer than the SDK and knows C# 15; cells are in the language of .NET 10, as the kernel says of itself.
        Options = Options.AddImports(typeof(Kernel).FullName!).WithOptimizationLevel(OptimizationLevel.Release)
            .WithEmitDebugInformation(true).WithFileEncoding(Encoding.UTF8).WithLanguageVersion(LanguageVersion.CSharp14);
        FollowLink();
        _csharp.AddMiddleware(NameCell);
        Root = [_csharp];
        Root.DefaultKernelName = _csharp.Name;
        Root.AddMiddleware(KeepState);
        Root.AddMiddleware(NumberCell);
        Root.RegisterForDisposal(Root.KernelEvents.Subscribe(Describe));
    }

    /// <summary>What a host connects to.</summary>
    public CompositeKernel Root { get; }

    /// <summary>The cell that runs or ran last.</summary>
    public SubmitCode? Current { get; private set; }

    private ScriptOptions Options
    {
        get => (ScriptOptions)ScriptOptionsField.GetValue(_csharp)!;
        set => ScriptOptionsField.SetValue(_csharp, value);
    }

    /// <summary>Compiles a little, so that the compiler's own code is in memory when the first cell comes.</summary>
    public static void WarmUp() => CSharpScript.Create("Console.WriteLine(new[] { 1 }.Select(i => $\"{i}\").First());",
        ScriptOptions.Default.AddImports("System", "System.Linq").AddReferences(typeof(Enumerable).Assembly)
            .WithOptimizationLevel(OptimizationLevel.Release).WithEmitDebugInformation(true)).Compile();

    public void Dispose() => Root.Dispose();

    /// <summary>An exception of the current cell, or of a thread that a cell started, as a reader needs it.</summary>
    public CellError Error(Exception exception) =>
        exception is CodeSubmissionCompilationErrorException { InnerException: CompilationErrorException refused }
            ? CompileErrors.From(refused.Diagnostics)
            : ExceptionReport.Of(exception, _csharp.ScriptState?.Script);

    private static FieldInfo Field(string name) => typeof(CSharpKernel).GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)
        ?? throw new MissingFieldException(nameof(CSharpKernel), name);

    // The notebooks' folder may be a symbolic link, and the system tells where it leads, where ../artifacts is not. What started the
    // process says by which name it went there, as shells do.
    private void FollowLink()
    {
        string there = Environment.CurrentDirectory;
        if (Environment.GetEnvironmentVariable(FolderVariable) is not { } named || named == there || !Directory.Exists(named)
            || Directory.ResolveLinkTarget(named, returnFinalTarget: true)?.FullName != there)
            return;
        object all = ResolverType.GetProperty("Default",
            BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.GetValue(null)!;
        Options = Options.WithMetadataResolver(
            (MetadataReferenceResolver)ResolverType.GetMethod("WithBaseDirectory")!.Invoke(all, [named])!);
        WorkingDirectoryField.SetValue(_csharp, there);
    }

    private Task NumberCell(KernelCommand command, KernelInvocationContext context, KernelPipelineContinuation next)
    {
        if (Whole(command) is SubmitCode cell && cell != Current)
            Begin(cell);
        return next(command, context);
    }

    // Of a cell with directives only its parts come here.
    private static KernelCommand Whole(KernelCommand command)
    {
        while (command.Parent is { } parent)
            command = parent;
        return command;
    }

    private void Begin(SubmitCode cell)
    {
        Current = cell;
        _number = cell.Parameters.TryGetValue(NumberParameter, out string? number)
            ? int.Parse(number, CultureInfo.InvariantCulture)
            : _number + 1;
    }

    // Cells add to one state, and what ends last leaves it. So a cell waits until the one before has really ended, which one that was
    // cancelled has only when what it awaits has come, and until the first question about code has its answer, which needs an empty state.
    private async Task KeepState(KernelCommand command, KernelInvocationContext context, KernelPipelineContinuation next)
    {
        bool isCell = command is SubmitCode;
        if (!isCell && (command is not (LanguageServiceCommand or RequestDiagnostics) || _csharp.ScriptState is not null))
        {
            await next(command, context).ConfigureAwait(false);
            return;
        }
        KernelCommand whole = Whole(command);
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task[] before;
        lock (_underWay)
        {
            // It goes without an answer; one that waited for a cell which itself waits for the answer would wait for ever.
            if (!isCell && _underWay.Exists(other => other.Whole is SubmitCode))
                return;
            before = isCell ? [.. _underWay.Where(other => other.Whole != whole).Select(other => other.End)] : [];
            _underWay.Add((whole, end.Task));
        }
        try
        {
            await Task.WhenAll(before).ConfigureAwait(false);
            await next(command, context).ConfigureAwait(false);
        }
        finally
        {
            lock (_underWay)
                _underWay.Remove((whole, end.Task));
            end.SetResult();
        }
    }

    private Task NameCell(KernelCommand command, KernelInvocationContext context, KernelPipelineContinuation next)
    {
        if (command is SubmitCode { Code: var code })
        {
            // Of a cell with directives what is left is compiled; most have them at the top.
            string whole = Current!.Code;
            int before = whole.StartsWith(code, StringComparison.Ordinal) ? 0 : whole.Count(c => c == '\n') - code.Count(c => c == '\n');
            Options = Options.WithFilePath(CellPlace.File(_number, before));
        }
        return next(command, context);
    }

    // The message is what front ends show; the kernel's own would be a whole stack trace.
    private void Describe(KernelEvent happened)
    {
        if (happened is not CommandFailed { Command: SubmitCode cell } failed)
            return;
        // A cell that the kernel refuses before it runs it has not begun yet.
        if (cell.Parent is null && cell != Current)
            Begin(cell);
        CellError error = failed.Exception is { } exception
            ? Error(exception)
            : CompileErrors.FromKernel(failed.Message, _number, Current!.Code);
        failed.Message = error.ToText();
    }

    private static Task AddReferences(CSharpKernel kernel, IReadOnlyList<ResolvedPackageReference> packages)
    {
        kernel.AddAssemblyReferences(packages.SelectMany(package => package.AssemblyPaths));
        return Task.CompletedTask;
    }
}
