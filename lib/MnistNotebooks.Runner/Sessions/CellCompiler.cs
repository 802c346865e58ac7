using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using MnistNotebooks.Runner.Sessions.Host;

namespace MnistNotebooks.Runner.Sessions;

/// <summary>
/// Compiles the cells of one notebook as a chain of submissions, each of which sees the variables, methods and usings of those before it.
/// Runs in the runner's own process: the compiler warms up once for all notebooks, and the sessions start without it.
/// </summary>
/// <param name="folder">The notebook's folder.</param>
internal sealed class CellCompiler(string folder)
{
    private static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14, DocumentationMode.None, SourceCodeKind.Script);

    private static CSharpCompilationOptions CompilationOptions { get; } = new(
        OutputKind.DynamicallyLinkedLibrary,
        usings: ["System", "System.Collections.Generic", "System.Linq", "System.Text", "System.Threading.Tasks"],
        optimizationLevel: OptimizationLevel.Release);

    // The compiler shares its symbols of the framework among compilations while somebody holds them. Held from before the first cell, they
    // are the same for all notebooks; made by two first cells at the same time they would be two sets, and the second cell of a notebook
    // could meet the other's, where the library's types are no longer those of its own first cell.
    private static CSharpCompilation Framework { get; } = BoundFramework();

    private readonly LibraryReferences _references = new(folder);
    private CSharpCompilation? _previous;

    /// <summary>Compiles the next cell; on an error the chain stays as it was.</summary>
    /// <returns>The cell, or null with the error; also null, without an error, when the cell holds nothing to run.</returns>
    public CompiledCell? Compile(int number, string source, out CellError? error)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), ParseOptions, CellPlace.Document(number));
        CompilationUnitSyntax root = tree.GetCompilationUnitRoot();
        error = CellDirectives.Check(root, _references) ?? CompileErrors.From(tree, tree.GetDiagnostics());
        if (error is not null)
            return null;

        CSharpCompilation compilation = CSharpCompilation.CreateScriptCompilation(
            $"cell-{number}", tree, _references.All, CompilationOptions.WithMetadataReferenceResolver(_references),
            _previous, typeof(object), typeof(NotebookGlobals));
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        EmitResult result = compilation.Emit(assembly, symbols, options: new(debugInformationFormat: DebugInformationFormat.PortablePdb));
        error = CompileErrors.From(tree, result.Diagnostics);
        if (error is not null)
            return null;

        _previous = compilation;
        // A cell of usings and #r only has no state of its own; running it would overwrite that of the cell before.
        if (root.Members.Count == 0)
            return null;
        IMethodSymbol entry = compilation.GetEntryPoint(CancellationToken.None)!;
        return new(
            number, assembly.ToArray(), symbols.ToArray(), entry.ContainingType.MetadataName, entry.MetadataName,
            ShowsValue(compilation, tree), _references.Named);
    }

    private static bool ShowsValue(CSharpCompilation compilation, SyntaxTree tree) =>
        tree.GetCompilationUnitRoot().Members.Last() is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last }
        && compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression).Type?.SpecialType != SpecialType.System_Void;

    private static CSharpCompilation BoundFramework()
    {
        var framework = CSharpCompilation.CreateScriptCompilation("framework", references: LibraryReferences.Framework, options: CompilationOptions);
        // References are bound when the first symbol is asked for.
        _ = framework.GetSpecialType(SpecialType.System_Object);
        return framework;
    }
}
