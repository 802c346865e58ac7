using System.Text.RegularExpressions;

namespace MnistNotebooks.Instruments;

/// <summary>
/// The JavaScript of the instruments, whose modules are in the folder Engine. A page that is opened from the disk may load neither module
/// scripts nor workers, so the modules become one classic script, with nothing imported or exported.
/// </summary>
internal static partial class InstrumentScript
{
    /// <summary>What the engine's script is called beside the pages.</summary>
    public const string FileName = "mnist-engine.js";

    // What a page uses; what these need comes with them.
    private static readonly string[] Used =
        ["picture.js", "start.js", "backward.js", "training.js", "maps.js", "shapley.js", "digits.js",
            "worker.js", "training-worker.js"];

    private static readonly Lazy<string> LazyEngine = new(() => Wrapped(ModulesFor(Used)));

    /// <summary>
    /// A script that defines <c>mnistEngine</c>, whose members are all that the modules export, and <c>mnistEngine.script</c>: a script
    /// that defines it again, for a worker. Where it has run before, it does nothing.
    /// </summary>
    public static string Engine => LazyEngine.Value;

    /// <summary>Some modules and those that they need, as text for the inside of a function: each behind those that it needs.</summary>
    /// <param name="modules">Their file names.</param>
    /// <exception cref="InvalidOperationException">There is no such module, some need each other, or two define one name.</exception>
    public static string PartsFor(params IEnumerable<string> modules) => string.Concat(ModulesFor(modules).Select(module => module.Inside));

    private static string Wrapped(IReadOnlyList<Module> modules) => $$"""
        (() => {
        if (globalThis.mnistEngine) return;
        const engine = () => {
        'use strict';
        {{string.Concat(modules.Select(module => module.Inside))}}return { {{string.Join(", ", modules.SelectMany(Exports))}} };
        };
        globalThis.mnistEngine = Object.freeze({ ...engine(), script: `globalThis.mnistEngine = (${engine})();` });
        })();

        """;

    private static IEnumerable<string> Exports(Module module) =>
        module.Definitions.Where(definition => definition.IsExported).Select(definition => definition.Name);

    private static List<Module> ModulesFor(IEnumerable<string> names)
    {
        var found = new List<Module>();
        foreach (string name in names)
            Add(name, found, []);
        if (found.SelectMany(module => module.Definitions).CountBy(definition => definition.Name).FirstOrDefault(count => count.Value > 1)
            is { Key: string twice })
        {
            throw new InvalidOperationException($"{twice} is defined in more than one place; in one script each name can be there once.");
        }
        return found;
    }

    private static void Add(string name, List<Module> found, string[] needing)
    {
        if (needing.Contains(name))
            throw new InvalidOperationException($"Modules need each other: {string.Join(", ", [.. needing, name])}.");
        if (found.Exists(module => module.Name == name))
            return;
        Module module = Module.Read(name);
        foreach (string needed in module.Needed)
            Add(needed, found, [.. needing, name]);
        found.Add(module);
    }

    /// <summary>One file of the engine.</summary>
    private sealed partial record Module(string Name, string Text)
    {
        public static Module Read(string name)
        {
            using Stream stream = typeof(InstrumentScript).Assembly.GetManifestResourceStream($"Engine/{name}")
                ?? throw new InvalidOperationException($"The engine has no module {name}.");
            using var reader = new StreamReader(stream);
            return new(name, reader.ReadToEnd());
        }

        public IEnumerable<string> Needed => Import().Matches(Text).Select(match => match.Groups["name"].Value);

        public IEnumerable<(string Name, bool IsExported)> Definitions =>
            Definition().Matches(Text).Select(match => (match.Groups["name"].Value, match.Groups["export"].Success));

        /// <summary>The text without what only modules may say, and without the comments that are for the types.</summary>
        public string Inside => Export().Replace(Comment().Replace(Import().Replace(Text, ""), ""), "");

        [GeneratedRegex(@"^import \{[^}]*\} from '\./(?<name>[\w-]+\.js)';\n", RegexOptions.Multiline)]
        private static partial Regex Import();

        [GeneratedRegex(@"^(?<export>export )?(?:async )?(?:function|class|const|let) (?<name>\w+)", RegexOptions.Multiline)]
        private static partial Regex Definition();

        // Alone on its lines.
        [GeneratedRegex(@"^ */\*\*(?:(?!\*/).)*\*/ *\n", RegexOptions.Multiline | RegexOptions.Singleline)]
        private static partial Regex Comment();

        [GeneratedRegex("^export ", RegexOptions.Multiline)]
        private static partial Regex Export();
    }
}
