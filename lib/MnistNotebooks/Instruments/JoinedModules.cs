using System.Text.RegularExpressions;

namespace MnistNotebooks.Instruments;

/// <summary>
/// JavaScript modules as one text for the inside of a function: each behind those that it needs, with nothing imported or exported, and
/// without the comments that only say types.
/// </summary>
/// <remarks>
/// Not all of JavaScript is understood, but what our modules are written in: imports of names in braces from the same folder, and exports
/// before what is defined, each at the beginning of a line.
/// </remarks>
internal sealed partial class JoinedModules
{
    private readonly List<(string Name, string Text)> _modules = [];

    /// <param name="names">File names of modules; those that they need come with them.</param>
    /// <param name="read">Gives a module's text.</param>
    /// <exception cref="InvalidOperationException">Modules need each other, or two define one name.</exception>
    public JoinedModules(IReadOnlyList<string> names, Func<string, string> read)
    {
        foreach (string name in names)
            Add(name, read, []);
        var twice = Definitions.CountBy(definition => definition.Name).FirstOrDefault(count => count.Value > 1).Key;
        if (twice is not null)
            throw new InvalidOperationException($"{twice} is defined in more than one module; in one script a name is there once.");
    }

    /// <summary>All modules.</summary>
    public string Text => string.Concat(_modules.Select(module =>
        Export().Replace(TypeComment().Replace(Import().Replace(module.Text, ""), ""), "")));

    /// <summary>What they export.</summary>
    public IEnumerable<string> Exports => Definitions.Where(definition => definition.IsExported).Select(definition => definition.Name);

    private IEnumerable<(string Name, bool IsExported)> Definitions => _modules.SelectMany(module => Definition().Matches(module.Text))
        .Select(match => (match.Groups["name"].Value, match.Groups["export"].Success));

    private void Add(string name, Func<string, string> read, string[] needing)
    {
        if (needing.Contains(name))
            throw new InvalidOperationException($"Modules need each other: {string.Join(", ", [.. needing, name])}.");
        if (_modules.Exists(module => module.Name == name))
            return;
        string text = read(name);
        foreach (Match needed in Import().Matches(text))
            Add(needed.Groups["name"].Value, read, [.. needing, name]);
        _modules.Add((name, text));
    }

    [GeneratedRegex(@"^import \{[^}]*\} from '\./(?<name>[\w-]+\.js)';\n", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex(@"^(?<export>export )?(?:async )?(?:function|class|const|let) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Definition();

    // Alone on its lines.
    [GeneratedRegex(@"^ */\*\*(?:(?!\*/).)*\*/ *\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex TypeComment();

    [GeneratedRegex("^export ", RegexOptions.Multiline)]
    private static partial Regex Export();
}
