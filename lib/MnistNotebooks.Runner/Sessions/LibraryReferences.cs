using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;

namespace MnistNotebooks.Runner.Sessions;

/// <summary>What cells may use: the .NET framework, and the libraries that they name in <c>#r</c> with all that lies beside them.</summary>
/// <param name="folder">The notebook's folder, from which relative paths start.</param>
internal sealed class LibraryReferences(string folder) : MetadataReferenceResolver
{
    private static string FrameworkFolder { get; } = RuntimeEnvironment.GetRuntimeDirectory();

    /// <summary>The framework, and the runner for what it offers to cells; shared by all notebooks, so that the compiler reads it once.</summary>
    public static ImmutableArray<MetadataReference> Framework { get; } =
    [
        .. Directory.EnumerateFiles(FrameworkFolder, "*.dll").Order(StringComparer.Ordinal).Where(IsManaged)
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(LibraryReferences).Assembly.Location),
    ];

    private readonly Dictionary<string, PortableExecutableReference> _files = [];
    private readonly List<string> _named = [];

    /// <summary>Full paths of the libraries named so far.</summary>
    public ImmutableArray<string> Named => [.. _named];

    /// <summary>Everything to compile the next cell with.</summary>
    public IEnumerable<MetadataReference> All => [.. Framework, .. _files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Value)];

    public override bool ResolveMissingAssemblies => false;

    /// <summary>Adds the library of one <c>#r</c> and what it depends on, as far as that lies beside it.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="BadImageFormatException">It is not a .NET assembly.</exception>
    public void Add(string reference)
    {
        string path = FullPath(reference);
        if (!File.Exists(path))
            throw new FileNotFoundException($"{reference} was not found; build it first with: dotnet build -c Release", path);
        if (!IsManaged(path))
            throw new BadImageFormatException($"{reference} is not a .NET assembly.");
        if (!_named.Contains(path))
            _named.Add(path);
        AddWithDependencies(path);
    }

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties) =>
        _files.TryGetValue(FullPath(reference), out PortableExecutableReference? file) ? [file] : [];

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private string FullPath(string reference) => Path.GetFullPath(reference, folder);

    private void AddWithDependencies(string path)
    {
        if (!_files.TryAdd(path, MetadataReference.CreateFromFile(path)))
            return;
        foreach (string name in DependenciesOf(path))
        {
            string beside = Path.Combine(Path.GetDirectoryName(path)!, name + ".dll");
            if (File.Exists(beside) && !File.Exists(Path.Combine(FrameworkFolder, name + ".dll")))
                AddWithDependencies(beside);
        }
    }

    private static List<string> DependenciesOf(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        MetadataReader reader = file.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
    }

    private static bool IsManaged(string path)
    {
        try
        {
            using var file = new PEReader(File.OpenRead(path));
            return file.HasMetadata && file.GetMetadataReader().IsAssembly;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
