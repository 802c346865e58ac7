using System.Diagnostics;
using System.Reflection;

namespace MnistNotebooks.Runner.Sessions.Host;

/// <summary>An exception as a reader of the notebook needs it: message, lines of cells, methods of the libraries named in <c>#r</c>; no others.</summary>
internal static class ExceptionReport
{
    // The class that the compiler puts around a cell's code.
    private const string CellClass = "Script";

    public static CellError Of(Exception exception, int cell, Func<Assembly, bool> isNamedLibrary)
    {
        var places = new List<string>();
        int? line = null;
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e != exception)
                places.Add($"caused by {CSharpNames.Of(e.GetType())}: {e.Message}");
            foreach (StackFrame frame in new StackTrace(e, fNeedFileInfo: true).GetFrames())
            {
                if (CellPlace.IsDocument(frame.GetFileName()))
                {
                    places.Add($"   at {MethodInCell(frame.GetMethod())}{frame.GetFileName()}, line {frame.GetFileLineNumber()}");
                    if (frame.GetFileName() == CellPlace.Document(cell))
                        line ??= frame.GetFileLineNumber();
                }
                else if (frame.GetMethod() is { DeclaringType: { } type } method && isNamedLibrary(type.Assembly))
                    places.Add($"   at {Name(method)}");
            }
        }
        return new(CSharpNames.Of(exception.GetType()), exception.Message, places, line);
    }

    // Code outside any method has no name that the reader wrote.
    private static string MethodInCell(MethodBase? method) =>
        method is null || Name(method) is var name && name.StartsWith('<') ? "" : $"{name} in ";

    /// <summary>Type and method as written: out of a lambda's closure or an async method's state machine back to the method itself.</summary>
    private static string Name(MethodBase method)
    {
        Type? type = method.DeclaringType;
        string name = method.Name;
        for (; type is not null && type.Name.StartsWith('<'); type = type.DeclaringType)
        {
            if (name == "MoveNext")
                name = type.Name;
        }
        string owner = type is null || type.Name == CellClass ? "" : $"{CSharpNames.Of(type)}.";
        return name.StartsWith('<') // "<Run>b__0_1" is a lambda in Run, "<<Initialize>>d__0" comes from <Initialize>.
            ? owner + name[1..name.LastIndexOf('>')]
            : $"{owner}{name}({string.Join(", ", method.GetParameters().Select(p => $"{CSharpNames.Of(p.ParameterType)} {p.Name}"))})";
    }
}
