namespace MnistNotebooks.Runner.Live;

/// <summary>
/// Which earlier cells a code cell needs, told from the code: those that declare what it uses, those that changed it since,
/// and those that set up the notebook. It remembers the cells that it was asked about last, since a reader edits one at a time;
/// several threads may ask it.
/// </summary>
internal sealed class CellNeeds
{
    private Dictionary<string, CellNames> _known = [];

    /// <summary>For each cell, in order, the places of the earlier cells that it needs directly, ascending.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Of(IReadOnlyList<string> codes)
    {
        Dictionary<string, CellNames> before = _known, now = [];
        foreach (string code in codes)
        {
            if (!now.ContainsKey(code))
                now[code] = before.TryGetValue(code, out CellNames? known) ? known : CellNames.Of(code);
        }
        _known = now;
        var session = new CellSession();
        return [.. codes.Select((code, cell) => session.Add(cell, now[code]))];
    }

    /// <summary>The cells that must have run before a cell: those it needs, and what these need; ascending, without itself.</summary>
    /// <param name="direct">What <see cref="Of"/> returned.</param>
    /// <param name="cell">The place of the cell.</param>
    public static IReadOnlyList<int> All(IReadOnlyList<IReadOnlyList<int>> direct, int cell)
    {
        var all = new SortedSet<int>();
        var waiting = new Stack<int>(direct[cell]);
        while (waiting.TryPop(out int needed))
        {
            if (!all.Add(needed))
                continue;
            foreach (int next in direct[needed])
                waiting.Push(next);
        }
        return [.. all];
    }
}

/// <summary>What the cells from the first up to one declare and change, as when they run in this order.</summary>
internal sealed class CellSession
{
    private readonly List<int> _setUps = [];
    private readonly Dictionary<string, int> _declarers = [];
    private readonly Dictionary<Declaration, Body> _bodies = [];
    private readonly Dictionary<Declaration, SortedSet<int>> _changers = [];

    /// <summary>Adds the next cell and returns the earlier ones that it needs directly.</summary>
    public IReadOnlyList<int> Add(int cell, CellNames names)
    {
        if (!names.HasCode)
            return [];
        var needs = new SortedSet<int>(_setUps);
        // What the cell declares is its own from here on, and a later cell's use of the name is of this one.
        foreach (string name in names.Declared.Keys)
            _declarers[name] = cell;
        Body run = Resolve(names.Run);
        needs.UnionWith(run.Used.Select(used => used.Cell));
        foreach ((string name, OuterNames outer) in names.Declared)
        {
            Body body = Resolve(outer);
            _bodies[new(cell, name)] = body;
            // What a method uses must be there when it is declared; which value it has matters only when it is called.
            needs.UnionWith(body.Used.Select(used => used.Cell));
        }
        var changed = new HashSet<Declaration>(run.Changed);
        foreach (Declaration reached in Reached(run, changed))
        {
            if (_changers.TryGetValue(reached, out SortedSet<int>? changers))
                needs.UnionWith(changers);
        }
        foreach (Declaration one in changed)
        {
            if (!_changers.TryGetValue(one, out SortedSet<int>? changers))
                _changers[one] = changers = [];
            changers.Add(cell);
        }
        if (names.IsSetUp)
            _setUps.Add(cell);
        needs.Remove(cell);
        return [.. needs];
    }

    // What the cell uses, and what the methods use that it uses. A method that is named is taken to be called: what it changes is added
    // to what the cell changes.
    private HashSet<Declaration> Reached(Body run, HashSet<Declaration> changed)
    {
        HashSet<Declaration> reached = [];
        var waiting = new Stack<Declaration>(run.Used);
        while (waiting.TryPop(out Declaration used))
        {
            if (!reached.Add(used) || !_bodies.TryGetValue(used, out Body? body))
                continue;
            changed.UnionWith(body.Changed);
            foreach (Declaration next in body.Used)
                waiting.Push(next);
        }
        return reached;
    }

    private Body Resolve(OuterNames names) => new(Resolve(names.Used), Resolve(names.Changed));

    // Names that no cell declares are those of libraries.
    private Declaration[] Resolve(IEnumerable<string> names) =>
        [.. names.Where(_declarers.ContainsKey).Select(name => new Declaration(_declarers[name], name))];

    private readonly record struct Declaration(int Cell, string Name);

    private sealed record Body(IReadOnlyList<Declaration> Used, IReadOnlyList<Declaration> Changed);
}
