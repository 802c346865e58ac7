using System.Diagnostics;
using System.Text;
using System.Text.Json;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Notebooks;

public sealed class NotebookWriterTests
{
    private static NotebookFile Executed { get; } = new("lesson", SampleNotebook.Metadata,
    [
        new NotebookCell("intro", CellKind.Markdown, "# Größe\n\n$w_{ij}$")
        {
            Attachments = JsonElement.Parse("""{"a.png":{"image/png":"AAAA"}}"""),
        },
        new NotebookCell("code", CellKind.Code, "var a = 1;\na")
        {
            Metadata = JsonElement.Parse("""{"polyglot_notebook":{"kernelName":"csharp"},"tags":["keep"]}"""),
            ExecutionCount = 1,
            Outputs =
            [
                new StreamOutput(StreamName.Stdout, "one\ntwo\n"),
                new DisplayOutput(
                    new([
                        new("text/plain", Json.Text("a figure\nof two lines")),
                        new(MimeBundle.Plotly, JsonElement.Parse("""{ "data": [ 1.50, 2 ], "layout": {} }""")),
                    ]),
                    IsResult: false),
                new DisplayOutput(new([new("text/plain", Json.Text("1"))]), IsResult: true),
                new ErrorOutput("DivideByZeroException", "Attempted to divide by zero.", ["cell 1, line 2"]),
            ],
        },
        new NotebookCell("raw", CellKind.Raw, ""),
    ]);

    [Fact]
    public void Written_bytes_are_those_of_the_golden_file() => Assert.Equal("""
        {
         "cells": [
          {
           "attachments": {
            "a.png": {
             "image/png": "AAAA"
            }
           },
           "cell_type": "markdown",
           "id": "intro",
           "metadata": {},
           "source": [
            "# Größe\n",
            "\n",
            "$w_{ij}$"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": 1,
           "id": "code",
           "metadata": {
            "polyglot_notebook": {
             "kernelName": "csharp"
            },
            "tags": [
             "keep"
            ]
           },
           "outputs": [
            {
             "name": "stdout",
             "output_type": "stream",
             "text": [
              "one\n",
              "two\n"
             ]
            },
            {
             "data": {
              "application/vnd.plotly.v1+json": {"data":[1.50,2],"layout":{}},
              "text/plain": [
               "a figure\n",
               "of two lines"
              ]
             },
             "metadata": {},
             "output_type": "display_data"
            },
            {
             "data": {
              "text/plain": [
               "1"
              ]
             },
             "execution_count": 1,
             "metadata": {},
             "output_type": "execute_result"
            },
            {
             "ename": "DivideByZeroException",
             "evalue": "Attempted to divide by zero.",
             "output_type": "error",
             "traceback": [
              "cell 1, line 2"
             ]
            }
           ],
           "source": [
            "var a = 1;\n",
            "a"
           ]
          },
          {
           "cell_type": "raw",
           "id": "raw",
           "metadata": {},
           "source": []
          }
         ],
         "metadata": {
          "kernelspec": {
           "display_name": ".NET (C#)",
           "language": "C#",
           "name": ".net-csharp"
          },
          "language_info": {
           "name": "polyglot-notebook"
          },
          "polyglot_notebook": {
           "kernelInfo": {
            "defaultKernelName": "csharp",
            "items": [
             {
              "aliases": [],
              "name": "csharp"
             }
            ]
           }
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """, Encoding.UTF8.GetString(NotebookWriter.ToUtf8(Executed)));

    [Fact]
    public void Reading_what_was_written_and_writing_it_again_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        Executed.Write(folder["lesson.ipynb"]);
        NotebookFile read = NotebookFile.Read(folder["lesson.ipynb"]);
        Assert.Equal("lesson", read.Name);
        Assert.Equal(NotebookWriter.ToUtf8(Executed), NotebookWriter.ToUtf8(read));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["lesson.ipynb"]);
        Assert.ThrowsAny<Exception>(() => Executed.Write(folder["lesson.ipynb"]));
        Assert.Equal([folder["lesson.ipynb"]], Directory.EnumerateFileSystemEntries(folder.Root));
    }

    [NbformatFact]
    public void Jupyters_own_library_finds_the_written_file_valid()
    {
        using var folder = new TemporaryFolder();
        Executed.Write(folder["lesson.ipynb"]);
        const string check = "import sys, nbformat; n = nbformat.read(sys.argv[1], as_version=nbformat.NO_CONVERT); "
            + "nbformat.validate(n); print(n.nbformat_minor, n.cells[1].outputs[0].text, end='')";
        using Process python = Process.Start(new ProcessStartInfo(
            Requirement.Python, ["-W", "error", "-c", check, folder["lesson.ipynb"]])
        { RedirectStandardOutput = true })!;
        Assert.Equal("5 one\ntwo\n", python.StandardOutput.ReadToEnd());
        python.WaitForExit();
        Assert.Equal(0, python.ExitCode);
    }
}
