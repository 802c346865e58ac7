using System.Diagnostics;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace MnistNotebooks.Runner.Kernels;

/// <summary>
/// An exception as a reader of the notebook needs it: message, lines of cells,
/// methods of the libraries named in <c>#r</c>; no others.
/// </summary>
internal static class ExceptionReport
{
    // The classes that the compiler puts around the code of cells.
    private const string CellClass = "Submission#";

    /// <param name="exception">What the cell, or a thread that it started, threw.</param>
    /// <param name="last">The last cell's script, from which all before it can be reached.</param>
    public static CellError Of(Exception exception, Script? last)
    {
        HashSet<string> named = Named(last);
        var places = new List<string>();
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e != exception)
                places.Add($"caused by {CSharpNames.Of(e.GetType())}: {e.Message}");
            foreach (StackFrame frame in new StackTrace(e, fNeedFileInfo: true).GetFrames())
            {
                if (CellPlace.OfFile(frame.GetFileName()) is { } cell)
                    places.Add($"   at {MethodInCell(frame.GetMethod())}{cell.Cell}, line {frame.GetFileLineNumber() + cell.LinesBefore}");
                else if (frame.GetMethod() is { DeclaringType: { } type } method && named.Contains(type.Assembly.GetName().Name!))
                    places.Add($"   at {Name(method)}");
            }
        }
        return new(CSharpNames.Of(exception.GetType()), exception.Message, places);
    }

    // What a cell named in #r, not what that depends on.
    private static HashSet<string> Named(Script? last)
    {
        var names = new HashSet<string>();
        for (Script? script = last; script is not null; script = script.Previous)
            names.UnionWith(script.GetCompilation().DirectiveReferences
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Display ?? "")));
        return names;
    }

    // Code outside any method has no name that the reader wrote.
    private static string MethodInCell(MethodBase? method) =>
        method is null || Name(method) is var name && name.StartsWith('<') ? "" : $"{name} in ";

    /// <summary>Type and method as written: out of a lambda's closure or an async method's state machine back to the method.</summary>
    private static string Name(MethodBase method)
    {
        Type? type = method.DeclaringType;
        string name = method.Name;
        for (; type is not null && type.Name.StartsWith('<'); type = type.DeclaringType)
        {
            if (name == "MoveNext")
                name = type.Name;
        }
        string owner = type is null || type.Name.StartsWith(CellClass, StringComparison.Ordinal) ? "" : $"{CSharpNames.Of(type)}.";
        return name.StartsWith('<') // "<Run>b__0_1" is a lambda in Run, "<<Initialize>>d__0" comes from <Initialize>.
            ? owner + name[1..name.LastIndexOf('>')]
            : $"{owner}{name}({string.Join(", ", method.GetParameters().Select(p => $"{CSharpNames.Of(p.ParameterType)} {p.Name}"))})";
    }
}

/// <summary>Names of types as C# writes them, without namespace: <c>Dictionary&lt;string, int[]&gt;</c>.</summary>
internal static class CSharpNames
{
    private static Dictionary<Type, string> Keywords { get; } = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(decimal)] = "decimal",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(object)] = "object",
        [typeof(short)] = "short",
        [typeof(string)] = "string",
        [typeof(uint)] = "uint",
        [typeof(ulong)] = "ulong",
        [typeof(void)] = "void",
    };

    public static string Of(Type type)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
            return keyword;
        if (type.IsArray)
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return $"{Of(underlying)}?";
        int arity = type.Name.IndexOf('`', StringComparison.Ordinal);
        return arity < 0 ? type.Name : $"{type.Name[..arity]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
    }
}
