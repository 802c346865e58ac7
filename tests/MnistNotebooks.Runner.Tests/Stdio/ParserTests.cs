using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MnistNotebooks.Runner.Kernels.VsCode;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Tests.Lessons;
using MnistNotebooks.Runner.Tests.Notebooks;

namespace MnistNotebooks.Runner.Tests.Stdio;

/// <summary>kernel notebook-parser, spoken to as the Polyglot Notebooks extension does.</summary>
public sealed class ParserTests
{
    public static TheoryData<string> Names => StoredLessons.Names;

    [LongTheory]
    [MemberData(nameof(Names))]
    public void A_lesson_that_is_read_and_written_has_the_same_cells(string name)
    {
        byte[] file = File.ReadAllBytes(Path.Combine(StoredLessons.Folder, name + NotebookFile.Extension));
        JsonNode document = Parse("ipynb", file)["document"]!;
        // The extension shows text only.
        IEnumerable<JsonNode?> outputs = document["elements"]!.AsArray().SelectMany(cell => cell!["outputs"]!.AsArray());
        Assert.All(outputs.Select(output => output!["data"]).OfType<JsonObject>().SelectMany(data => data),
            form => Assert.Equal(JsonValueKind.String, form.Value!.GetValueKind()));
        JsonNode written = JsonNode.Parse(Serialize("ipynb", document))!;
        AssertSame(JsonNode.Parse(file)!, written);
    }

    [Fact]
    public void A_dib_file_keeps_its_cells()
    {
        byte[] file = Encoding.UTF8.GetBytes("#!csharp\n\nvar x = 1;\n\n#!markdown\n\n# Title\n\n#!fsharp\n\nlet y = 2\n");
        JsonNode document = Parse("dib", file)["document"]!;
        Assert.Equal([("csharp", "var x = 1;"), ("markdown", "# Title"), ("fsharp", "let y = 2")],
            document["elements"]!.AsArray().Select(cell => ((string)cell!["kernelName"]!, (string)cell["contents"]!)));
        JsonNode again = Parse("dib", Serialize("dib", document))["document"]!;
        Assert.True(JsonNode.DeepEquals(document["elements"], again["elements"]));
    }

    [Fact]
    public void A_new_notebook_names_the_kernel()
    {
        JsonNode document = JsonNode.Parse(
            """{"elements":[{"kernelName":"csharp","contents":"1","outputs":[],"executionOrder":0}],"metadata":{}}""")!;
        JsonNode written = JsonNode.Parse(Serialize("ipynb", document))!;
        Assert.Equal(".net-csharp", (string)written["metadata"]!["kernelspec"]!["name"]!);
    }

    [Fact]
    public void What_is_no_request_is_ignored_and_what_is_no_notebook_is_said()
    {
        (string[] answers, string errors) = Ask("{\"broken", Request("parse", "ipynb", ("rawData", Convert.ToBase64String("hello"u8))));
        JsonNode answer = JsonNode.Parse(Assert.Single(answers))!;
        Assert.Equal("7", (string)answer["id"]!);
        Assert.NotEmpty((string)answer["errorMessage"]!);
        Assert.StartsWith("A line of the input is no request and was ignored: ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_notebook_of_another_program_is_read_and_nesting_without_end_is_said()
    {
        JsonNode document = Parse("ipynb", WithMetadata("[NaN, \"\\ud800\"]"))["document"]!;
        Assert.Equal("1", (string)document["elements"]![0]!["contents"]!);
        string deep = Convert.ToBase64String(WithMetadata(new string('[', 10_000) + new string(']', 10_000)));
        (string[] answers, _) = Ask(Request("parse", "ipynb", ("rawData", deep)));
        Assert.StartsWith(
            "The file is nested more than 64 levels deep at line ",
            (string)JsonNode.Parse(Assert.Single(answers))!["errorMessage"]!,
            StringComparison.Ordinal);
    }

    private static byte[] WithMetadata(string value) => Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(NotebookWriter.ToUtf8(SampleNotebook.Of("1")))
            .Replace("{}", $"{{\"x\": {value}}}", StringComparison.Ordinal));

    private static JsonNode Parse(string type, byte[] file) => Answer(Request("parse", type, ("rawData", Convert.ToBase64String(file))));

    private static byte[] Serialize(string type, JsonNode document) =>
        Convert.FromBase64String(
            (string)Answer(Request("serialize", type, ("newLine", "\n"), ("document", document.DeepClone())))["rawData"]!);

    private static JsonNode Answer(string request)
    {
        (string[] answers, string errors) = Ask(request);
        Assert.Equal("", errors);
        JsonNode answer = JsonNode.Parse(Assert.Single(answers))!;
        Assert.Null(answer["errorMessage"]);
        return answer;
    }

    private static string Request(string type, string serializationType, params (string Name, JsonNode? Value)[] more)
    {
        var request = new JsonObject
        {
            ["type"] = type,
            ["id"] = "7",
            ["serializationType"] = serializationType,
            ["defaultLanguage"] = "csharp",
        };
        foreach ((string name, JsonNode? value) in more)
            request[name] = value;
        return request.ToJsonString();
    }

    private static (string[] Answers, string Errors) Ask(params string[] lines)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        NotebookParser.Run(new StringReader(string.Join('\n', lines)), output, errors);
        return (output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), errors.ToString());
    }

    // The package writes the cell's language a second time, as older versions of the extension did.
    private static void AssertSame(JsonNode expected, JsonNode actual) => Assert.Equal([], JsonChanges.Between(expected, actual)
        .Where(change => !change.EndsWith("metadata.dotnet_interactive: added", StringComparison.Ordinal)));
}
