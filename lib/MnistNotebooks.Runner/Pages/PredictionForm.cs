using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Markdig.Syntax;

namespace MnistNotebooks.Runner.Pages;

/// <summary>
/// The form below a question that begins with 'Predict.': the page's script (predict.js) covers what follows until the reader has answered.
/// Without the script there is the question with its choices, and nothing is covered.
/// </summary>
/// <param name="markdown">Renders choices.</param>
internal sealed partial class PredictionForm(LessonMarkdown markdown)
{
    /// <summary>True for a cell's HTML in which something is asked.</summary>
    public static bool Asks(string html) => Question().IsMatch(html);

    /// <summary>A cell's HTML with a form below each of its questions.</summary>
    /// <param name="html">As it may stand in a page.</param>
    /// <param name="cell">The cell's id.</param>
    /// <param name="prediction">How the last question is answered; null when nothing decides what is right.</param>
    public string Insert(string html, string cell, Prediction? prediction)
    {
        int questions = Question().Count(html), number = 0;
        return Question().Replace(html, question =>
        {
            string id = HtmlText.Escape(number++ == 0 ? cell : string.Create(CultureInfo.InvariantCulture, $"{cell}-{number}"));
            return $"""
                <div class="predict" id="predict-{id}" role="group" aria-labelledby="question-{id}" tabindex="-1">
                <div class="question" id="question-{id}">{question.Value}</div>
                {Form(id, number == questions ? prediction : null)}
                <p class="verdict" role="status"></p>
                <div class="writing-lines"></div>
                </div>
                """;
        });
    }

    private string Form(string id, Prediction? prediction)
    {
        string rule = prediction is null ? "" : $" data-rule=\"{HtmlText.Escape(prediction.Json)}\"";
        string answer = prediction is null ? "" : prediction.Choices.Count > 0 ? Choices(id, prediction.Choices)
            : "<label class=\"number\">Your number <input name=\"number\" inputmode=\"decimal\" autocomplete=\"off\"></label>\n";
        string commit = prediction is null ? "I have my answer" : "That is my answer";
        return $"""
            <form class="guess"{rule}>
            {answer}<div class="buttons"><button>{commit}</button> <button type="button" class="show">Just show me</button></div>
            </form>
            """;
    }

    private string Choices(string id, IReadOnlyList<string> choices)
    {
        var list = new StringBuilder("<div class=\"choices\" role=\"radiogroup\" aria-labelledby=\"question-").Append(id).Append("\">\n");
        foreach ((int i, string choice) in choices.Index())
            list.Append(CultureInfo.InvariantCulture,
                $"<label><input type=\"radio\" name=\"guess-{id}\" value=\"{i}\"> <span>{Inline(choice)}</span></label>\n");
        return list.Append("</div>\n").ToString();
    }

    // As text where it would be something else than a sentence: '10.' alone begins a list.
    private string Inline(string choice) => LessonMarkdown.Parse(choice) is [ParagraphBlock]
        ? Paragraph().Match(markdown.ToHtml(choice)).Groups[1].Value
        : HtmlText.Escape(choice);

    [GeneratedRegex(@"<p><strong>Predict\b.*?</p>", RegexOptions.Singleline)]
    private static partial Regex Question();

    [GeneratedRegex(@"\A<p>(.*)</p>\s*\z", RegexOptions.Singleline)]
    private static partial Regex Paragraph();
}
