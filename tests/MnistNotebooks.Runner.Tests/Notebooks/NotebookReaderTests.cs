using System.Text.Json.Nodes;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Notebooks;

public sealed class NotebookReaderTests
{
    [Theory]
    [InlineData("", "lesson.ipynb is empty, so it is not a notebook.")]
    [InlineData("{\n  \"cells\": oops }", "lesson.ipynb is not JSON, so it is not a notebook: error at line 2, byte 12.")]
    [InlineData("[1]", "lesson.ipynb: a notebook is a JSON object, but the file holds something else.")]
    [InlineData("{}", "lesson.ipynb: 'nbformat' is missing, so it is not a notebook.")]
    [InlineData("{\"nbformat\": 3}", "lesson.ipynb: nbformat is 3; expected 4.")]
    [InlineData("{\"nbformat\": 4}", "lesson.ipynb: 'metadata' is missing or not a JSON object.")]
    public void What_is_no_notebook_is_refused_with_one_sentence(string text, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => new NotebookReader("lesson.ipynb").Read(text)).Message);

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Equal(
            "There is no notebook none.ipynb.", Assert.Throws<FileNotFoundException>(() => NotebookFile.Read("none.ipynb")).Message);

    [Fact]
    public void A_file_that_is_not_UTF_8_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["latin.ipynb"], [(byte)'"', 0xE9, (byte)'"']);
        Assert.EndsWith(
            "is not text in UTF-8, so it is not a notebook.",
            Assert.Throws<InvalidDataException>(() => NotebookFile.Read(folder["latin.ipynb"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Another_kernel_is_refused() =>
        Refused(root => root["metadata"]!["kernelspec"]!["name"] = "python3",
            "lesson.ipynb: is for the kernel 'python3'; expected a C# notebook, '.net-csharp'.");

    [Fact]
    public void A_notebook_without_a_kernel_is_refused() =>
        Refused(root => root["metadata"] = new JsonObject(),
            "lesson.ipynb: names no kernel in metadata.kernelspec.name; expected a C# notebook, '.net-csharp'.");

    [Fact]
    public void Missing_cells_are_refused() =>
        Refused(root => root.Remove("cells"), "lesson.ipynb: 'cells' is missing or not a list.");

    [Fact]
    public void A_cell_of_another_language_is_refused_by_number() =>
        Refused(root => Cell(root, 1)["metadata"] = new JsonObject { ["polyglot_notebook"] = new JsonObject { ["kernelName"] = "fsharp" } },
            "lesson.ipynb, cell 2: is in 'fsharp'; the runner executes C# cells only.");

    [Fact]
    public void A_cell_type_that_does_not_exist_is_refused_by_number() =>
        Refused(
            root => Cell(root, 0)["cell_type"] = "heading",
            "lesson.ipynb, cell 1: cell_type is 'heading'; expected markdown, code or raw.");

    [Fact]
    public void A_source_that_is_not_text_is_refused_by_number() =>
        Refused(
            root => Cell(root, 1)["source"] = new JsonArray("a", 1),
            "lesson.ipynb, cell 2: 'source' is neither text nor a list of lines.");

    [Theory]
    [InlineData("""{ "kernelspec": { "name": ".net-csharp" } }""")]
    [InlineData("""{ "kernelspec": { "name": "csharp" } }""")]
    [InlineData("""{ "kernelspec": { "language": "c#" } }""")]
    [InlineData("""{ "kernelspec": { "display_name": "x" }, "language_info": { "name": "C#" } }""")]
    [InlineData("""{ "language_info": { "name": "CSharp" } }""")]
    [InlineData("""{ "polyglot_notebook": { "kernelInfo": { "defaultKernelName": "csharp" } } }""")]
    [InlineData("""{ "language_info": { "name": "polyglot-notebook" } }""", """{ "polyglot_notebook": { "kernelName": "c#" } }""")]
    [InlineData("""{ "dotnet_interactive": { "defaultKernelName": "csharp" } }""")]
    [InlineData("{}", """{ "polyglot_notebook": { "kernelName": "csharp" } }""")]
    [InlineData("""{ "language_info": "none" }""", """{ "dotnet_interactive": { "language": "C#" } }""")]
    [InlineData("{}", """{ "vscode": { "languageId": "csharp" } }""")]
    public void CSharp_is_found_wherever_it_is_said(string metadata, string cell = "{}")
    {
        JsonObject root = SampleNotebook.ToJson(SampleNotebook.Of("1", "2"));
        root["metadata"] = JsonNode.Parse(metadata);
        Cell(root, 1)["metadata"] = JsonNode.Parse(cell);
        Assert.Equal((2, null), (Read(root).CodeCells, Read(root).LeftOut));
    }

    [Theory]
    [InlineData("""{ "language_info": { "name": "python" } }""", "python")]
    [InlineData("""{ "kernelspec": { "name": ".net-fsharp", "language": "F#" }, "language_info": { "name": "C#" } }""", ".net-fsharp")]
    [InlineData("""{ "polyglot_notebook": { "kernelInfo": { "defaultKernelName": "fsharp" } } }""", "fsharp")]
    public void Another_language_is_refused_wherever_it_is_said(string metadata, string language) =>
        Refused(root => root["metadata"] = JsonNode.Parse(metadata),
            $"lesson.ipynb: is for the kernel '{language}'; expected a C# notebook, '.net-csharp'.");

    [Theory]
    [InlineData("C#")]
    [InlineData("c#")]
    [InlineData("csharp")]
    public void CSharp_has_several_names_in_cells_too(string name)
    {
        JsonObject root = SampleNotebook.ToJson(SampleNotebook.Of("1"));
        Cell(root, 0)["metadata"] = new JsonObject { ["polyglot_notebook"] = new JsonObject { ["kernelName"] = name } };
        Assert.Equal(1, Read(root).CodeCells);
    }

    [Fact]
    public void What_the_format_does_not_know_is_left_out_with_one_sentence()
    {
        const string outputs = """
            [5, {"output_type": "widget"}, {"output_type": "display_data", "data": {}}, {"output_type": "stream", "name": "stdout"},
             {"output_type": "display_data", "metadata": {}, "data": {"text/plain": 5}}, {"output_type": "execute_result"},
             {"output_type": "display_data", "metadata": {"x": NaN},
              "data": {"application/json": [NaN, Infinity, -Infinity, "NaN \" -Infinity"], "text/plain": "5"}}]
            """;
        string text = SampleNotebook.ToJson(SampleNotebook.Of("1", "2", "3")).ToJsonString()
            .Replace("\"outputs\":[],\"source\":[\"1\"]", $"\"outputs\":{outputs},\"source\":[\"1\"]", StringComparison.Ordinal)
            .Replace("\"outputs\":[],\"source\":[\"2\"]", "\"outputs\":{},\"source\":[\"2\"]", StringComparison.Ordinal)
            .Replace("\"outputs\":[],\"source\":[\"3\"]", "\"source\":[\"3\"]", StringComparison.Ordinal);
        NotebookFile notebook = Read(text);
        Assert.Equal("lesson.ipynb: left out what nbformat doesn't know: 4 values that JSON doesn't have (NaN, Infinity), "
            + "6 outputs that are incomplete or of an unknown kind, 2 parts of cells that are missing or of the wrong kind.",
            notebook.LeftOut);
        DisplayOutput kept = Assert.IsType<DisplayOutput>(Assert.Single(notebook.Cells[0].Outputs));
        Assert.Equal("""[null, null, null, "NaN \" -Infinity"]""", kept.Data.Json("application/json")!.Value.GetRawText());
        Assert.Empty(notebook.Cells[1].Outputs);
        Assert.Empty(notebook.Cells[2].Outputs);
    }

    [Theory]
    [InlineData("a\\ud800b", "a\uFFFDb")]
    [InlineData("\\udc00\\ud800", "\uFFFD\uFFFD")]
    [InlineData("\\ud83d\\ude00 \\\\ud800 \\u00e9", "\U0001F600 \\ud800 é")]
    public void Half_of_an_emoji_becomes_the_sign_for_it_in_every_string(string json, string text)
    {
        string file = SampleNotebook.ToJson(SampleNotebook.Of("SOURCE")).ToJsonString()
            .Replace("SOURCE", json, StringComparison.Ordinal)
            .Replace("\"metadata\":{}", $"\"metadata\":{{\"{json}\":\"{json}\"}}", StringComparison.Ordinal);
        NotebookFile notebook = Read(file);
        Assert.Equal(text, notebook.Cells[0].Source);
        Assert.Equal(text, notebook.Cells[0].Metadata.GetProperty(text).GetString());
        Assert.Equal(text, Read(System.Text.Encoding.UTF8.GetString(NotebookWriter.ToUtf8(notebook))).Cells[0].Source);
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void Nesting_without_end_is_refused_with_one_sentence(char open, char close)
    {
        string text = $"{{\n \"metadata\": {new string(open, 10_000)}{new string(close, 10_000)} }}";
        Assert.Equal("lesson.ipynb is nested more than 64 levels deep at line 2, character 77, so it is not a notebook.",
            Assert.Throws<InvalidDataException>(() => Read(text)).Message);
    }

    [Fact]
    public void The_deepest_value_of_a_cell_is_read_and_written()
    {
        JsonObject root = SampleNotebook.ToJson(SampleNotebook.Of("1"));
        Cell(root, 0)["outputs"] = new JsonArray(JsonNode.Parse($$"""
            { "output_type": "display_data", "metadata": {},
              "data": { "application/json": {{new string('[', LooseJson.DeepestValue)}}{{new string(']', LooseJson.DeepestValue)}} } }
            """));
        NotebookFile notebook = Read(root);
        Assert.Equal(
            NotebookWriter.ToUtf8(notebook),
            NotebookWriter.ToUtf8(Read(System.Text.Encoding.UTF8.GetString(NotebookWriter.ToUtf8(notebook)))));
    }

    [Fact]
    public void Missing_repeated_and_malformed_ids_are_replaced()
    {
        JsonObject root = SampleNotebook.ToJson(SampleNotebook.Of("1", "2", "3", "4"));
        Cell(root, 0)["id"] = "cell-2";
        Cell(root, 1).Remove("id");
        Cell(root, 2)["id"] = "cell-2";
        Cell(root, 3)["id"] = "not an id";
        Assert.Equal(["cell-2", "cell-2-", "cell-3", "cell-4"], Read(root).Cells.Select(cell => cell.Id));
    }

    [Fact]
    public void Text_may_be_one_string_or_lines_and_ends_lines_with_LF()
    {
        JsonObject root = SampleNotebook.ToJson(SampleNotebook.Of("", ""));
        Cell(root, 0)["source"] = "var a = 1;\r\na";
        Cell(root, 1)["source"] = new JsonArray("var a = 1;\n", "a");
        Assert.All(Read(root).Cells, cell => Assert.Equal("var a = 1;\na", cell.Source));
    }

    private static void Refused(Action<JsonObject> damage, string message)
    {
        JsonObject root = SampleNotebook.ToJson(SampleNotebook.Of("1", "2"));
        damage(root);
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => Read(root)).Message);
    }

    private static JsonObject Cell(JsonObject root, int index) => root["cells"]![index]!.AsObject();

    private static NotebookFile Read(JsonObject root) => Read(root.ToJsonString());

    private static NotebookFile Read(string text) => new NotebookReader("lesson.ipynb").Read(text);
}
