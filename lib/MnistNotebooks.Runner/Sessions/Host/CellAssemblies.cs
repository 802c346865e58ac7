using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace MnistNotebooks.Runner.Sessions.Host;

/// <summary>
/// Loads the cells and the libraries they name. A library and what lies beside it are loaded from there and nowhere else:
/// the runner's own copies (it references the same library for training and fetching) stay out of the notebooks.
/// </summary>
internal sealed class CellAssemblies() : AssemblyLoadContext("notebook")
{
    private readonly Dictionary<string, string> _libraries = [];
    private readonly List<string> _folders = [];

    public void AddLibraries(IEnumerable<string> paths)
    {
        foreach (string path in paths.Where(path => _libraries.TryAdd(Path.GetFileNameWithoutExtension(path), path)))
            _folders.Add(Path.GetDirectoryName(path)!);
    }

    /// <summary>True for what a cell named in <c>#r</c>, not for what that depends on.</summary>
    public bool IsNamed(Assembly assembly) => assembly.GetName().Name is { } name && _libraries.ContainsKey(name);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string name = assemblyName.Name!;
        if (_libraries.TryGetValue(name, out string? path))
            return LoadFromAssemblyPath(path);
        if (File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name + ".dll")))
            return null;
        string? beside = _folders.Select(folder => Path.Combine(folder, name + ".dll")).FirstOrDefault(File.Exists);
        return beside is null ? null : LoadFromAssemblyPath(beside);
    }
}
