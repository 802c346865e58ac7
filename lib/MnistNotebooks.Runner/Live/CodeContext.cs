using System.Text;
using System.Text.RegularExpressions;

namespace MnistNotebooks.Runner.Live;

/// <summary>A cell's code as the kernel is asked about it: below the cells that it needs and that have not run.</summary>
/// <param name="Code">All of it.</param>
/// <param name="LinesBefore">How many lines stand above the cell's first.</param>
internal sealed partial record CodeContext(string Code, int LinesBefore)
{
    public static CodeContext Of(IEnumerable<string> above, string cell)
    {
        string[] needs = [.. above];
        if (needs is [])
            return new(cell, 0);
        // These may stand at the top only.
        IEnumerable<string> directives = needs.Append(cell).SelectMany(code => Directive().Matches(code)).Select(line => line.Value)
            .Distinct();
        var text = new StringBuilder().AppendJoin('\n', directives.OrderBy(line => !line.StartsWith('#'))).Append('\n');
        foreach (string code in needs)
            text.Append(Directive().Replace(code, "")).Append("\n;\n");
        int before = text.ToString().Count(c => c == '\n');
        return new(text.Append(Directive().Replace(cell, "")).ToString(), before);
    }

    /// <summary>The lines that load assemblies, which the kernel must have run before it can say anything of code that uses them.</summary>
    public static string References(IEnumerable<string> cells) =>
        string.Join('\n', cells.SelectMany(code => Reference().Matches(code)).Select(line => line.Value).Distinct());

    // Not those that would ask the network.
    [GeneratedRegex(@"^#r ""(?!nuget:).*", RegexOptions.Multiline)]
    private static partial Regex Reference();

    [GeneratedRegex(@"^(#r .*|using (static )?[\w.]+;|using \w+ = [^;(]+;)(?=\s*(//.*)?$)", RegexOptions.Multiline)]
    private static partial Regex Directive();
}
