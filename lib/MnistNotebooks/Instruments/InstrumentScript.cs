namespace MnistNotebooks.Instruments;

/// <summary>
/// The JavaScript of the instruments, whose modules are in the folders beside this file. A page that is opened from the disk may load
/// neither module scripts nor workers, so the modules become classic scripts: one of the engine, which all instruments use, and one for
/// each instrument's element.
/// </summary>
internal static class InstrumentScript
{
    /// <summary>What the script with engine and elements is called beside the pages.</summary>
    public const string FileName = "mnist-instruments.js";

    private const string EngineFolder = "Engine/";

    // What pages and instruments use; what these need comes with them.
    private static readonly string[] Used =
    [
        "picture.js", "photo.js", "start.js", "backward.js", "adam.js", "training.js", "maps.js", "shapley.js", "walk.js", "digits.js",
        "worker.js", "training-worker.js",
    ];

    // By the names of their elements behind mnist-. The folder of an element has its name, and so has its main module.
    private static readonly string[] Elements =
    [
        "laboratory", "glass-network", "microscope", "confusion-matrix", "mistakes-quiz", "plane-laboratory", "explanation-race",
        "ordering-film",
    ];

    private static readonly Lazy<string> LazyEngine = new(() => EngineOf(new(Used.Select(name => EngineFolder + name), Read)));

    /// <summary>
    /// A script that defines <c>mnistEngine</c>, whose members are all that its modules export, and <c>mnistEngine.script</c>: a script
    /// that defines it again, for a worker. Where it has run before, it does nothing.
    /// </summary>
    public static string Engine => LazyEngine.Value;

    /// <summary>The engine and all elements.</summary>
    public static string All => Engine + string.Concat(Elements.Select(ElementOf));

    /// <summary>A script that defines an element; it needs the engine. Where it has run before, it does nothing.</summary>
    /// <param name="name">Of the element, behind <c>mnist-</c>.</param>
    public static string ElementOf(string name)
    {
        string folder = string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        var modules = new JoinedModules(
            [$"{folder}/{name}.js"], Read, isElsewhere: path => path.StartsWith(EngineFolder, StringComparison.Ordinal));
        return $$"""
            (() => {
            'use strict';
            if (customElements.get('mnist-{{name}}')) return;
            const { {{string.Join(", ", modules.Imports)}} } = mnistEngine;
            {{modules.Text}}})();

            """;
    }

    private static string EngineOf(JoinedModules modules) => $$"""
        (() => {
        if (globalThis.mnistEngine) return;
        const engine = () => {
        'use strict';
        {{modules.Text}}return { {{string.Join(", ", modules.Exports)}} };
        };
        globalThis.mnistEngine = Object.freeze({ ...engine(), script: `globalThis.mnistEngine = (${engine})();` });
        })();

        """;

    private static string Read(string path)
    {
        // The build names them as the machine it runs on names folders.
        using Stream stream = typeof(InstrumentScript).Assembly.GetManifestResourceStream(path)
            ?? typeof(InstrumentScript).Assembly.GetManifestResourceStream(path.Replace('/', '\\'))
            ?? throw new InvalidOperationException($"The instruments have no module {path}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
