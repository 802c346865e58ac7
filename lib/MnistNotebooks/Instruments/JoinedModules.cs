using System.Text.Json;
using System.Text.RegularExpressions;

namespace MnistNotebooks.Instruments;

/// <summary>
/// JavaScript modules as one text for the inside of a function: each behind those that it needs, with nothing imported or exported, and
/// without the comments that only say types.
/// </summary>
/// <remarks>
/// Not all of JavaScript is understood, but what our modules are written in: imports of names in braces from modules, imports of pages and
/// styles as text, and exports before what is defined, each at the beginning of a line.
/// </remarks>
internal sealed partial class JoinedModules
{
    private readonly Func<string, string> _read;
    private readonly Func<string, bool> _isElsewhere;
    private readonly List<(string Path, string Text)> _modules = [];
    private readonly SortedSet<string> _imports = new(StringComparer.Ordinal);

    /// <param name="paths">Modules, by their paths; those that they need come with them.</param>
    /// <param name="read">Gives the text of a module, page or style.</param>
    /// <param name="isElsewhere">True for modules whose exports are known where the text is put; none when null.</param>
    /// <exception cref="InvalidOperationException">Modules need each other, or two define one name.</exception>
    public JoinedModules(IEnumerable<string> paths, Func<string, string> read, Func<string, bool>? isElsewhere = null)
    {
        (_read, _isElsewhere) = (read, isElsewhere ?? (_ => false));
        foreach (string path in paths)
            Add(path, []);
        var twice = Definitions.CountBy(definition => definition.Name).FirstOrDefault(count => count.Value > 1).Key;
        if (twice is not null)
            throw new InvalidOperationException($"{twice} is defined in more than one module; in one script a name is there once.");
    }

    /// <summary>All modules.</summary>
    public string Text => string.Concat(_modules.Select(module =>
        Export().Replace(TypeComment().Replace(Import().Replace(module.Text, ""), ""), "")));

    /// <summary>What they export.</summary>
    public IEnumerable<string> Exports => Definitions.Where(definition => definition.IsExported).Select(definition => definition.Name);

    /// <summary>What they import from elsewhere, in the order of the alphabet.</summary>
    public IEnumerable<string> Imports => _imports;

    private IEnumerable<(string Name, bool IsExported)> Definitions => _modules.SelectMany(module => Definition().Matches(module.Text))
        .Select(match => (match.Groups["name"].Value, match.Groups["export"].Success));

    private void Add(string path, string[] needing)
    {
        if (needing.Contains(path))
            throw new InvalidOperationException($"Modules need each other: {string.Join(", ", [.. needing, path])}.");
        if (_modules.Exists(module => module.Path == path))
            return;
        string text = _read(path);
        foreach (Match needed in Import().Matches(text))
        {
            string found = Found(path, needed.Groups["path"].Value);
            if (_isElsewhere(found))
                _imports.UnionWith(Name().Matches(needed.Groups["names"].Value).Select(name => name.Value));
            else
                Add(found, [.. needing, path]);
        }
        _modules.Add((path, TextImport().Replace(text, import =>
            $"const {import.Groups["name"]} = {JsonSerializer.Serialize(_read(Found(path, import.Groups["path"].Value)))};\n")));
    }

    // Modules are in folders side by side, or in none.
    private static string Found(string from, string path) => path.StartsWith("../", StringComparison.Ordinal)
        ? path["../".Length..] : from[..(from.LastIndexOf('/') + 1)] + path["./".Length..];

    [GeneratedRegex(@"^import \{(?<names>[^}]*)\} from '(?<path>\.\.?/[\w/-]+\.js)';\n", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex(@"^import (?<name>\w+) from '(?<path>\.\.?/[\w/-]+\.(?:html|css))';\n", RegexOptions.Multiline)]
    private static partial Regex TextImport();

    [GeneratedRegex(@"^(?<export>export )?(?:async )?(?:function|class|const|let) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Definition();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Name();

    // Alone on its lines.
    [GeneratedRegex(@"^ */\*\*(?:(?!\*/).)*\*/ *\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex TypeComment();

    [GeneratedRegex("^export ", RegexOptions.Multiline)]
    private static partial Regex Export();
}
