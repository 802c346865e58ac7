namespace MnistNotebooks.Instruments;

/// <summary>
/// The JavaScript of the instruments, whose modules are in the folder Engine. A page that is opened from the disk may load neither module
/// scripts nor workers, so the modules become one classic script.
/// </summary>
internal static class InstrumentScript
{
    /// <summary>What the engine's script is called beside the pages.</summary>
    public const string FileName = "mnist-engine.js";

    // What pages use; what these need comes with them.
    private static readonly string[] Used =
    [
        "picture.js", "start.js", "backward.js", "training.js", "maps.js", "shapley.js", "digits.js", "worker.js", "training-worker.js",
    ];

    private static readonly Lazy<string> LazyEngine = new(() => Wrapped(new(Used, Read)));

    /// <summary>
    /// A script that defines <c>mnistEngine</c>, whose members are all that the modules export, and <c>mnistEngine.script</c>: a script
    /// that defines it again, for a worker. Where it has run before, it does nothing.
    /// </summary>
    public static string Engine => LazyEngine.Value;

    /// <summary>Some modules, and those that they need, as text for the inside of a function.</summary>
    /// <param name="modules">Their file names.</param>
    /// <exception cref="InvalidOperationException">There is no such module.</exception>
    public static string PartsFor(params IReadOnlyList<string> modules) => new JoinedModules(modules, Read).Text;

    private static string Wrapped(JoinedModules modules) => $$"""
        (() => {
        if (globalThis.mnistEngine) return;
        const engine = () => {
        'use strict';
        {{modules.Text}}return { {{string.Join(", ", modules.Exports)}} };
        };
        globalThis.mnistEngine = Object.freeze({ ...engine(), script: `globalThis.mnistEngine = (${engine})();` });
        })();

        """;

    private static string Read(string name)
    {
        using Stream stream = typeof(InstrumentScript).Assembly.GetManifestResourceStream($"Engine/{name}")
            ?? throw new InvalidOperationException($"The engine has no module {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
