using System.Text;
using System.Text.Json.Nodes;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;
using MnistNotebooks.Runner.Tests.Notebooks;

namespace MnistNotebooks.Runner.Tests.Pages;

/// <summary>Damaged notebooks: refused with one sentence, or read, written and shown.</summary>
public sealed class MutatedNotebookTests
{
    private const int Count = 1_000;

    private static readonly string[] Parts =
    [
        "[", "]", "{", "}", "\"", ",", ":", "null", "5", "NaN", "-Infinity", "1e999", "\\ud800", "\\u0000", "\\", "\u001E", "\uFEFF",
        "[[[[[[[[[[[[[[[[[[[[", ">>>>>>>>>>>>>>>>>>>>", "<b>", "<script>", "</details>", "<![CDATA[", "![](attachment:a.png)", "$x^$",
        "\"image/png\": 5", "\"output_type\": \"widget\"", "\"attachments\": {\"a.png\": []}", "😀", "é",
    ];

    [LongFact]
    public void A_thousand_damaged_notebooks_are_refused_in_one_sentence_or_shown()
    {
        string whole = Whole();
        var random = new Random(12);
        int read = 0;
        for (int i = 0; i < Count; i++)
        {
            string text = Damaged(whole, random);
            try
            {
                NotebookFile notebook = new NotebookReader("lesson.ipynb").Read(text);
                NotebookFile again = new NotebookReader("lesson.ipynb").Read(Encoding.UTF8.GetString(NotebookWriter.ToUtf8(notebook)));
                Assert.Equal(NotebookWriter.ToUtf8(notebook), NotebookWriter.ToUtf8(again));
                var page = new LessonPage(new(notebook), new(notebook), null, new("Drawn.", IsMnist: false), new(".", "."));
                Assert.Contains("</html>", page.ToHtml(), StringComparison.Ordinal);
                Assert.All(page.Faults, fault => Assert.DoesNotContain('\n', fault));
                read++;
            }
            catch (InvalidDataException e)
            {
                Assert.DoesNotContain('\n', e.Message);
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"Notebook {i}: {e}\n{text}");
            }
        }
        // Otherwise the damage is such that nothing but the JSON is tested.
        Assert.InRange(read, Count / 10, Count * 9 / 10);
    }

    private static string Whole()
    {
        JsonObject root = SampleNotebook.ToJson(SampleLesson.Notebook);
        root["cells"]![0]!["attachments"] = JsonNode.Parse("""{ "a.png": { "image/png": ["QUJD", "RA=="] } }""");
        // Small, so that most damage hits something that means something.
        foreach (JsonNode? cell in root["cells"]!.AsArray())
        {
            foreach (JsonNode? output in cell!["outputs"]?.AsArray() ?? [])
                output!.AsObject()["text"] = output["text"] is null ? null : "some text";
        }
        return root.ToJsonString();
    }

    private static string Damaged(string whole, Random random)
    {
        var text = new StringBuilder(whole);
        for (int left = random.Next(1, 4); left > 0; left--)
        {
            int at = random.Next(text.Length);
            int length = Math.Min(random.Next(1, 12), text.Length - at);
            string part = Parts[random.Next(Parts.Length)];
            _ = random.Next(5) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, part),
                2 => text.Remove(at, length).Insert(at, part),
                3 => text.Insert(at, text.ToString(at, length)),
                _ => InTheSameKind(text, random, part),
            };
        }
        return text.ToString();
    }

    // A value in the place of a value keeps the file JSON, which damage at any place mostly doesn't.
    private static StringBuilder InTheSameKind(StringBuilder text, Random random, string part)
    {
        string[] starts = ["\":\"", "\":[", "\":{", "\":null", "[\""];
        string all = text.ToString();
        string start = starts[random.Next(starts.Length)];
        int at = all.IndexOf(start, random.Next(all.Length), StringComparison.Ordinal);
        if (at < 0)
            return text;
        return start.EndsWith('"')
            ? text.Insert(at + start.Length, part.Replace("\"", "'", StringComparison.Ordinal))
            : text.Insert(at + 2, "5,\"other\":");
    }
}
