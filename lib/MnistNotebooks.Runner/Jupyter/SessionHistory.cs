using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace MnistNotebooks.Runner.Jupyter;

/// <summary>What was run since the kernel started; it remembers no earlier session.</summary>
internal sealed class SessionHistory
{
    private const int Session = 1;

    private readonly List<(int Number, string Code)> _cells = [];

    public void Add(int number, string code)
    {
        lock (_cells)
            _cells.Add((number, code));
    }

    public JsonObject Answer(JupyterMessage request)
    {
        IEnumerable<(int Number, string Code)> cells;
        lock (_cells)
            cells = [.. _cells];
        cells = request.Text("hist_access_type") switch
        {
            "range" when request.Number("session") is not (null or 0 or Session) => [],
            "range" => cells.Where(cell =>
                cell.Number >= (request.Number("start") ?? 0) && cell.Number < (request.Number("stop") ?? int.MaxValue)),
            "search" => cells.Where(cell => FileSystemName.MatchesSimpleExpression(request.Text("pattern"), cell.Code, ignoreCase: false)),
            _ => cells,
        };
        if (request.Flag("unique", otherwise: false))
            cells = cells.Reverse().DistinctBy(cell => cell.Code).Reverse();
        bool withOutput = request.Flag("output", otherwise: false);
        return new()
        {
            ["status"] = "ok",
            ["history"] = new JsonArray([.. cells.TakeLast(request.Number("n") ?? int.MaxValue)
                .Select(cell => Entry(cell.Number, cell.Code, withOutput))]),
        };
    }

    // Outputs are not kept.
    private static JsonArray Entry(int number, string code, bool withOutput) =>
        withOutput ? [Session, number, new JsonArray(code, null)] : [Session, number, code];
}
