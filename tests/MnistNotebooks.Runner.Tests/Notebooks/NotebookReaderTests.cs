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
        Refused(root => root["metadata"]!.AsObject().Remove("kernelspec"),
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

    [Fact]
    public void Missing_outputs_are_refused_by_number() =>
        Refused(root => Cell(root, 0).Remove("outputs"), "lesson.ipynb, cell 1: 'outputs' is missing or not a list.");

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

    private static NotebookFile Read(JsonObject root) => new NotebookReader("lesson.ipynb").Read(root.ToJsonString());
}
