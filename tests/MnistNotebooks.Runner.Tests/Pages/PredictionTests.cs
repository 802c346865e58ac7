using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;

namespace MnistNotebooks.Runner.Tests.Pages;

/// <summary>How a lesson says what may be predicted, and what a page makes of it.</summary>
public sealed class PredictionTests
{
    [Theory]
    [InlineData("5", "is not an object")]
    [InlineData("""{ "choises": [] }""", "has 'choises', which is none of choices, right, find, upTo, within")]
    [InlineData("{}", "has neither 'choices' nor 'find'")]
    [InlineData("""{ "choices": "one" }""", "has 'choices' that is not a list of texts")]
    [InlineData("""{ "choices": ["one"], "right": 0 }""", "needs at least two choices")]
    [InlineData("""{ "choices": ["one", "two"] }""", "has choices, and neither 'right' nor 'find' says which is right")]
    [InlineData("""{ "choices": ["one", "two"], "right": 2 }""", "has 'right' 2, which is none of 0 to 1")]
    [InlineData("""{ "choices": ["one", "two"], "right": 0, "within": 1 }""", "has choices, for which 'within' means nothing")]
    [InlineData("""{ "choices": ["one", "two"], "right": 0, "find": "(.)" }""", "has both 'right' and 'find', and needs only one of them")]
    [InlineData("""{ "choices": ["one", "two"], "find": "(.)" }""", "needs 1 ascending numbers in 'upTo' for 2 choices")]
    [InlineData("""{ "choices": ["a", "b", "c"], "find": "(.)", "upTo": [2, 1] }""", "needs 2 ascending numbers in 'upTo' for 3 choices")]
    [InlineData("""{ "find": "(.)" }""", "needs 'within', the share of the number by which an answer may be off")]
    [InlineData("""{ "find": "(.", "within": 0 }""", "has a 'find' that is no regular expression: Invalid pattern '(.' at offset 2.")]
    [InlineData("""{ "find": ".", "within": 0 }""", "has a 'find' that needs exactly one group, the number")]
    [InlineData("""{ "find": "\\A(.)", "within": 0 }""", "has a 'find' with a construct that JavaScript does not know")]
    public void A_prediction_that_cannot_be_used_is_one_fault_and_the_question_stays(string prediction, string why)
    {
        NotebookFile lesson = SampleLesson.Other("03-asks", "03 · Asks") with
        {
            Cells = [PredictionLesson.Prose("asks", "# 03 · Asks\n\n**Predict.** What?", prediction)],
        };
        using var folder = new TemporaryFolder();
        WrittenPage page = new PageWriter(folder["out"], new("Drawn.", false)).WriteLesson(folder["03-asks.ipynb"], lesson, null, null);
        string fault = Assert.Single(page.Faults);
        Assert.StartsWith($"03-asks, cell 1: its prediction {why.TrimEnd('.')}", fault, StringComparison.Ordinal);
        Assert.EndsWith(".", fault, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault);
        Assert.Contains("<button>I have my answer</button>", File.ReadAllText(page.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_prediction_without_a_question_is_a_fault()
    {
        NotebookFile lesson = SampleLesson.Other("03-asks", "03 · Asks") with
        {
            Cells = [PredictionLesson.Prose("asks", "# 03 · Asks\n\nPredict.", """{ "choices": ["one", "two"], "right": 1 }""")],
        };
        var page = new LessonPage(new(lesson), null, null, new("Drawn.", false), new(".", "."));
        Assert.DoesNotContain("<button type=\"button\" class=\"switch\"", page.ToHtml(), StringComparison.Ordinal);
        Assert.Equal(
            ["03-asks, cell 1: its prediction has no question: no paragraph of the cell begins with '**Predict.**'."], page.Faults);
    }

    [Fact]
    public void A_question_has_a_form_and_without_script_everything_is_open()
    {
        var page = new LessonPage(new(PredictionLesson.Notebook), null, null, new("Drawn.", false), new(".", "."));
        string html = page.ToHtml();
        Assert.Empty(page.Faults);
        Assert.Contains("""
            <div class="predict" id="predict-known" role="group" aria-labelledby="question-known" tabindex="-1">
            <div class="question" id="question-known"><p><strong>Predict.</strong> How many of the ten are <em>lit</em>?</p></div>
            """, html, StringComparison.Ordinal);
        Assert.Contains("value=\"2\"> <span><code>ten</code></span></label>", html, StringComparison.Ordinal);
        Assert.Contains("data-rule=\"{&quot;find&quot;:&quot;spread ([\\\\d.,]+)&quot;,&quot;within&quot;:0.2}\"", html,
            StringComparison.Ordinal);
        Assert.Equal(4, html.Split("<form class=\"guess\"").Length - 1);
        Assert.DoesNotMatch("<(?!aside|button)[^>]* hidden", html);
    }
}
