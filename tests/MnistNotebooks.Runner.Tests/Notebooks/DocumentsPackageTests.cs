using System.Text;
using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Documents.Jupyter;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Tests.Lessons;

namespace MnistNotebooks.Runner.Tests.Notebooks;

/// <summary>
/// What Microsoft.DotNet.Interactive.Documents does to notebooks that it reads and writes:
/// why the project's own reader and writer are there.
/// When one of these fails after an upgrade, see whether the package could take their place.
/// </summary>
public sealed class DocumentsPackageTests
{
    private const string Notebook45 = """
        {
          "cells": [
            { "cell_type": "markdown", "id": "text", "metadata": { "tags": ["a"], "other": { "n": 1.5, "list": [1, null, "x"] } },
              "attachments": { "p.png": { "image/png": "AAAA" } }, "source": ["# One\n", "![p](attachment:p.png)"] },
            { "cell_type": "raw", "id": "raw", "metadata": { "format": "text/latex" }, "source": ["\\section{One}"] },
            { "cell_type": "code", "id": "new", "execution_count": null, "metadata": {}, "source": [], "outputs": [] },
            { "cell_type": "code", "id": "ran", "execution_count": 3, "metadata": { "collapsed": true }, "source": ["1"], "outputs": [
                { "output_type": "stream", "name": "stderr", "text": ["a\n", "b"] },
                { "output_type": "display_data", "data": { "text/html": ["<b>\n", "</b>"], "image/png": "AAAA" },
        """ + """
         "metadata": { "image/png": { "width": 5 } } },
                { "output_type": "execute_result", "execution_count": 3, "data": { "text/plain": ["1"] }, "metadata": { "m": true } },
                { "output_type": "error", "ename": "E", "evalue": "v", "traceback": ["E: v", "   at cell [3]"] } ] }
          ],
          "metadata": { "kernelspec": { "display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp" }, "mine": { "n": 1 } },
          "nbformat": 4,
          "nbformat_minor": 5
        }
        """;

    private const string Figure = """
        { "cells": [ { "cell_type": "code", "id": "f", "execution_count": 1, "metadata": {}, "source": [], "outputs": [
            { "output_type": "display_data", "data": { "application/vnd.plotly.v1+json": { "data": [] } }, "metadata": {} } ] } ],
          "metadata": {}, "nbformat": 4, "nbformat_minor": 5 }
        """;

    public static TheoryData<string> Names => StoredLessons.Names;

    [Fact]
    public void The_package_loses_attachments_and_raw_cells()
    {
        string[] changes = [.. JsonChanges.Between(JsonNode.Parse(Notebook45), JsonNode.Parse(Notebook.Parse(Notebook45).ToJupyterJson()))];
        Assert.Equal([
            "cells[0].attachments: lost",
            "cells[1].cell_type: changed",
            "cells[1].execution_count: added",
            "cells[1].outputs: added",
            ], changes);
    }

    [Fact]
    public void The_package_cannot_write_figures() => Assert.Throws<ArgumentException>(() => Notebook.Parse(Figure).ToJupyterJson());

    [Fact]
    public void The_package_reads_a_lesson_but_cannot_write_it()
    {
        string text = File.ReadAllText(StoredLessons.Paths[1]);
        Assert.Throws<ArgumentException>(() => Notebook.Parse(text).ToJupyterJson());
    }

    [Fact]
    public void The_projects_own_loses_nothing()
    {
        NotebookFile read = new NotebookReader("sample.ipynb").Read(Notebook45);
        Assert.Equal([], JsonChanges.Between(JsonNode.Parse(Notebook45), SampleNotebook.ToJson(read)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_projects_own_writes_every_lesson_as_it_was(string name)
    {
        string path = Path.Combine(StoredLessons.Folder, name + NotebookFile.Extension);
        Assert.Equal(File.ReadAllText(path), Encoding.UTF8.GetString(NotebookWriter.ToUtf8(StoredLessons.Read(name))));
    }
}
