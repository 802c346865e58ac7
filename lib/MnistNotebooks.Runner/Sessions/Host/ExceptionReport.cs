using System.Diagnostics;
using System.Reflection;

namespace MnistNotebooks.Runner.Sessions.Host;

/// <summary>An exception as a reader of the notebook needs it: message, lines of cells, methods of the libraries named in <c>#r</c>; no others.</summary>
internal static class ExceptionReport
{
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
                    places.Add($"   at {MethodIn(frame)}{frame.GetFileName()}, line {frame.GetFileLineNumber()}");
                    if (frame.GetFileName() == CellPlace.Document(cell))
                        line ??= frame.GetFileLineNumber();
                }
                else if (frame.GetMethod() is { DeclaringType: { } type } method && isNamedLibrary(type.Assembly))
                    places.Add($"   at {Name(type)}.{method.Name}({Parameters(method)})");
            }
        }
        return new(CSharpNames.Of(exception.GetType()), exception.Message, places, line);
    }

    // The code of a cell outside any method is compiled into a method of a type that the reader never wrote.
    private static string MethodIn(StackFrame frame) =>
        frame.GetMethod() is { } method && !method.Name.Contains('<', StringComparison.Ordinal) && method.Name != "MoveNext" ? $"{method.Name}({Parameters(method)}) in " : "";

    private static string Name(Type type) => type.DeclaringType is { } outer && type.Name.Contains('<', StringComparison.Ordinal) ? CSharpNames.Of(outer) : CSharpNames.Of(type);

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p => $"{CSharpNames.Of(p.ParameterType)} {p.Name}"));
}
