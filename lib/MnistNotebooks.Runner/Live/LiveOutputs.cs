using System.Text.Json.Nodes;
using MnistNotebooks.Runner.Kernels;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;
using MnistNotebooks.Runner.Runs;

namespace MnistNotebooks.Runner.Live;

/// <summary>
/// What one execution of a cell shows, for pages that look on: each output has the time of its last change, so that a page that was away
/// or is slow gets what it has not seen, and no more. Not for several threads at once.
/// </summary>
/// <param name="html">Makes elements of outputs.</param>
internal sealed class LiveOutputs(OutputHtml html)
{
    private readonly CellOutputs _outputs = new();
    private readonly List<(long Changed, string? Html)> _places = [];

    public void Add(CellEvent what, long now)
    {
        int before = _places.Count;
        bool wasOpen = _outputs.IsTextOpen;
        int? replaced = _outputs.Add(what);
        if (replaced is { } place)
            _places[place] = (now, null);
        else
            Note(wasOpen ? before - 1 : before, now);
    }

    public void Add(CellError error, long now)
    {
        int first = _outputs.IsTextOpen ? _places.Count - 1 : _places.Count;
        _outputs.Add(error);
        Note(first, now);
    }

    /// <summary>Ends the text that might still grow: what is long is folded then.</summary>
    public void End(long now)
    {
        bool wasOpen = _outputs.IsTextOpen;
        _outputs.ToList();
        if (wasOpen)
            _places[^1] = (now, null);
    }

    /// <summary>For a notebook.</summary>
    public IReadOnlyList<Output> ToList() => _outputs.ToList();

    /// <param name="since">The time of the page's last look.</param>
    /// <param name="seen">How much the page has of the text that grew then, and at which place; what it has afterwards.</param>
    public JsonArray ChangesSince(long since, ref (int Place, int Length) seen)
    {
        var changes = new JsonArray();
        for (int place = 0; place < _places.Count; place++)
        {
            (long changed, string? made) = _places[place];
            if (changed <= since)
                continue;
            var change = new JsonObject { ["place"] = place };
            if (place == _places.Count - 1 && _outputs.IsTextOpen)
                AddText(change, place, ref seen);
            else
                change["html"] = (_places[place] = (changed, made ?? Element(_outputs[place]))).Html;
            changes.Add(change);
        }
        return changes;
    }

    // What the packages throw depends on what is wrong with the output; the others are as good as ever.
    private string Element(Output output)
    {
        try
        {
            return html.Of(output);
        }
        catch (Exception e)
        {
            return $"<p class=\"note\">This output can't be shown: {HtmlText.Escape(e.Message.ReplaceLineEndings(" "))}</p>";
        }
    }

    private void AddText(JsonObject change, int place, ref (int Place, int Length) seen)
    {
        int from = seen.Place == place ? seen.Length : 0;
        string text = _outputs.OpenText(from);
        if (from > 0)
            change["append"] = text;
        else
            change["html"] = $"<div class=\"{TextHtml.CssClass(_outputs.OpenStream)}\"><pre>{HtmlText.Escape(text)}</pre></div>";
        seen = (place, from + text.Length);
    }

    private void Note(int first, long now)
    {
        for (int place = first; place < _outputs.Count; place++)
        {
            if (place < _places.Count)
                _places[place] = (now, null);
            else
                _places.Add((now, null));
        }
    }
}
