using System.Text;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages.Prose;

namespace MnistNotebooks.Runner.Pages.Outputs;

/// <summary>What a cell printed and displayed, as HTML.</summary>
/// <param name="markdown">Renders displayed Markdown.</param>
internal sealed class OutputHtml(LessonMarkdown markdown)
{
    /// <summary>True once a figure was written: the page then needs plotly.js.</summary>
    public bool HasFigures { get; private set; }

    public string Of(IReadOnlyList<Output> outputs)
    {
        var html = new StringBuilder();
        foreach (Output output in outputs)
        {
            html.Append(output switch
            {
                StreamOutput stream => TextHtml.Of(stream.Text, stream.Name == StreamName.Stderr ? "text stderr" : "text"),
                DisplayOutput display => Of(display.Data),
                ErrorOutput error => Of(error),
                _ => throw new InvalidOperationException($"No HTML for {output.GetType().Name}."),
            }).Append('\n');
        }
        return html.ToString();
    }

    // The richest form that a page can show; the plain text is there for everything else.
    private string Of(MimeBundle data)
    {
        if (data.Json(MimeBundle.Plotly) is { } figure)
        {
            HasFigures = true;
            return FigureHtml.Of(figure, data.Text(MimeBundle.Plain));
        }
        if (data.Text(MimeBundle.Html) is { } html)
            return $"<div class=\"html\">{html}</div>";
        if (data.Text("text/markdown") is { } text)
            return $"<div class=\"prose\">{markdown.ToHtml(text)}</div>";
        foreach (string type in (ReadOnlySpan<string>)[MimeBundle.Png, "image/jpeg", "image/gif"])
        {
            if (data.Text(type) is { } picture)
                return Picture($"data:{type};base64,{picture.ReplaceLineEndings("")}", data);
        }
        if (data.Text("image/svg+xml") is { } svg)
            return Picture($"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}", data);
        return data.Text(MimeBundle.Plain) is { } plain
            ? TextHtml.Of(plain, "text")
            : $"<p class=\"note\">A page can't show this value; its forms are {HtmlText.Escape(string.Join(", ", data.Forms.Keys))}.</p>";
    }

    private static string Picture(string address, MimeBundle data) =>
        $"<img class=\"picture\" src=\"{address}\" alt=\"{HtmlText.Escape(data.Text(MimeBundle.Plain) ?? "picture")}\">";

    private static string Of(ErrorOutput error)
    {
        string text = error.Traceback.Count > 0 ? string.Join('\n', error.Traceback) : $"{error.Name}: {error.Message}";
        return $"<div class=\"error\" role=\"alert\"><p>This cell failed</p><pre>{HtmlText.Escape(text)}</pre></div>";
    }
}
