using System.Diagnostics;
using System.Text.RegularExpressions;
using MnistNotebooks.Data;
using MnistNotebooks.Runner.Commands;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Tests.Lessons;
using MnistNotebooks.Runner.Tests.Notebooks;
using MnistNotebooks.Runner.Tests.Pages;

namespace MnistNotebooks.Runner.Tests.Commands;

public sealed partial class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public CommandLineTests() => FewDigits.Write(_folder["few"]);

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Theory]
    [InlineData("'fetsh' is neither a command nor an option here; --help lists them.", "fetsh")]
    [InlineData("'--fast' is neither a command nor an option here; --help lists them.", "run", "--fast")]
    [InlineData("--time-limit takes a number from 0.001 to 1000000, not 'soon'.", "run", "--time-limit", "soon")]
    [InlineData("--time-limit takes a number from 0.001 to 1000000, not '0'.", "--time-limit", "0")]
    [InlineData("--hidden takes a whole number from 1 to 100000, not '0'.", "train", "--hidden", "0")]
    [InlineData("--rate takes a number from 1E-09 to 1000, not 'NaN'.", "train", "--rate", "NaN")]
    [InlineData("--epochs takes a whole number from 1 to 100000, not '2.5'.", "train", "--epochs", "2.5")]
    [InlineData("--rate takes a number from 1E-09 to 1000, not '0,2'.", "train", "--rate", "0,2")]
    [InlineData("--rate takes a number from 1E-09 to 1000, not '1,000'.", "train", "--rate", "1,000")]
    [InlineData("--rate takes a number from 1E-09 to 1000, not '0,15'.", "train", "--rate=0,15")]
    [InlineData("--time-limit takes a number from 0.001 to 1000000, not '0,5'.", "run", "--time-limit", "0,5")]
    [InlineData("--hidden takes a whole number from 1 to 100000, not '1,000'.", "train", "--hidden", "1,000")]
    [InlineData("--seed takes a whole number from -2147483648 to 2147483647, not '(3)'.", "train", "--seed", "(3)")]
    [InlineData("--save takes a value, not an empty text.", "train", "--save", "")]
    [InlineData("--save takes a value, not an empty text.", "train", "--save=")]
    [InlineData("--out takes a value, not an empty text.", "run", "--out", " ")]
    [InlineData("An argument is an empty text; a notebook or a command was expected.", "run", "")]
    [InlineData("An argument is an empty text; a notebook or a command was expected.", "")]
    [InlineData("'more' is neither a command nor an option here; --help lists them.", "fetch", "more")]
    [InlineData("There is no notebook none.ipynb.", "none.ipynb")]
    [InlineData("There is no notebook none.ipynb.", "run", "none.ipynb")]
    public async Task What_is_unusable_is_said_in_one_line_with_exit_code_2(string message, params string[] arguments)
    {
        Assert.Equal(2, await InvokeAsync(arguments));
        Assert.Equal(("", message + "\n"), (_output.ToString(), _error.ToString()));
    }

    [Fact]
    public async Task A_file_that_is_no_notebook_has_exit_code_2_before_anything_runs()
    {
        string good = Notebook("good", "1");
        string bad = _folder.Write("bad.ipynb", "hello");
        Assert.Equal(2, await InvokeAsync(good, bad, "--out", _folder["out"]));
        Assert.Equal($"{bad} is not JSON, so it is not a notebook: error at line 1, byte 1.\n", _error.ToString());
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_said_before_anything_runs()
    {
        string notebook = Notebook("good", $"System.IO.File.WriteAllText(@\"{_folder["ran"]}\", \"\")");
        string file = _folder.Write("file", "");
        (string[] Arguments, string Message)[] cases =
        [
            ([notebook, "--out", file], $"{file}: is a file; a folder was expected."),
            ([notebook, "--out", Path.Combine(file, "below")], $"{Path.Combine(file, "below")}: can't be written here."),
            (["run", _folder["few"]],
                $"{_folder["few"]}: is a folder; notebooks were expected, as in {_folder[Path.Combine("few", "*.ipynb")]}."),
            ([notebook, "--data", file], $"{file}: is a file; a folder with MNIST's four files was expected (from the folder given)."),
            (["train", "--save", _folder["few"]], $"{_folder["few"]}: is a folder; the name of a file was expected."),
            (["train", "--save", _folder["none/w.npz"]], $"{_folder["none/w.npz"]}: there is no folder for this file."),
        ];
        foreach ((string[] arguments, string message) in cases)
        {
            _error.GetStringBuilder().Clear();
            Assert.Equal(2, await InvokeAsync(arguments));
            Assert.Equal(message + "\n", _error.ToString());
        }
        Assert.False(File.Exists(_folder["ran"]));
    }

    [LongFact]
    public async Task Notebooks_behind_a_symbolic_link_find_what_lies_beside_the_link()
    {
        Library();
        Directory.CreateDirectory(_folder["far/away"]);
        SampleNotebook.Of("#r \"../lib/MnistNotebooks.dll\"\nMnistNotebooks.Data.DigitSet.Side").Write(_folder["far/away/linked.ipynb"]);
        Directory.CreateSymbolicLink(_folder["notebooks"], _folder["far/away"]);
        Assert.Equal(0, await InvokeAsync(_folder["notebooks/linked.ipynb"], "--data", _folder["few"], "--out", _folder["out"]));
        Output side = Assert.Single(NotebookFile.Read(_folder["out/linked.ipynb"]).Cells[0].Outputs);
        Assert.Equal("28", Assert.IsType<DisplayOutput>(side).Data.Text(MimeBundle.Plain));
    }

    [Fact]
    public async Task Two_notebooks_of_one_name_are_refused()
    {
        string one = Notebook("one/same", "1");
        Assert.Equal(2, await InvokeAsync(one, Notebook("two/same", "2")));
        Assert.Equal("Two of the notebooks are named same, so one would overwrite the other.\n", _error.ToString());
    }

    [Fact]
    public async Task A_failing_notebook_does_not_stop_the_others_and_has_exit_code_1()
    {
        string failing = Notebook("1-failing", "int x = 0;\n1 / x", "2");
        string good = Notebook("2-good", "1 + 1");
        Assert.Equal(1, await InvokeAsync(failing, good, "--data", _folder["few"], "--out", _folder["out"], "--offline"));
        Assert.Equal(
            "1-failing, cell [1], line 2: DivideByZeroException: Attempted to divide by zero.\n   at cell [1], line 2\n",
            _error.ToString());
        string[] lines = [.. Seconds().Replace(_output.ToString(), "? s").Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        Assert.Equal(
            [
                "1-failing: FAILED in cell [1] after ? s",
                "1-failing: started, 2 code cells",
                "2-good: cell [1] of 1 done",
                "2-good: done after ? s",
                "2-good: started, 1 code cells",
            ],
            lines
                .Where(line => line.Contains(':', StringComparison.Ordinal) && char.IsDigit(line[0])
                    && !line.Contains(" in ? s", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
        Assert.Equal(Mnist.Load(_folder["few"]).Source.Description, lines[0]);
        Assert.Equal(["2 notebooks, 2 cells in ? s; 1 failed.", $"Pages: {_folder[Path.Combine("out", "index.html")]}"], lines[^2..]);
        Assert.Equal(
            ["1-failing.html", "1-failing.ipynb", "2-good.html", "2-good.ipynb", "index.html", "plotly.min.js"],
            Directory.EnumerateFileSystemEntries(_folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Output two = Assert.Single(NotebookFile.Read(_folder["out/2-good.ipynb"]).Cells[0].Outputs);
        Assert.Equal("2", Assert.IsType<DisplayOutput>(two).Data.Text(MimeBundle.Plain));
        Assert.IsType<ErrorOutput>(NotebookFile.Read(_folder["out/1-failing.ipynb"]).Cells[0].Outputs[^1]);
    }

    [LongFact]
    public async Task A_notebook_that_cannot_be_shown_or_written_is_said_in_one_line_and_the_others_have_their_pages()
    {
        string good = Notebook("1-good", "1");
        string bad = _folder["2-bad.ipynb"];
        new NotebookFile("2-bad", SampleNotebook.Metadata, [new("a", CellKind.Markdown, new string('>', 3000) + " a")]).Write(bad);
        string blocked = Notebook("3-blocked", "1");
        Directory.CreateDirectory(_folder["out/3-blocked.ipynb"]);
        Assert.Equal(1, await InvokeAsync(good, bad, blocked, "--data", _folder["few"], "--out", _folder["out"]));
        string[] errors = _error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, errors.Length);
        Assert.StartsWith("2-bad, cell 1: the page shows only its source: Markdown elements", errors[0], StringComparison.Ordinal);
        Assert.StartsWith("3-blocked: it could not be written: ", errors[1], StringComparison.Ordinal);
        Assert.Contains("3 notebooks, 2 cells", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("; 2 failed.", _output.ToString(), StringComparison.Ordinal);
        Assert.All(["1-good.html", "2-bad.html", "index.html"], name => Assert.True(File.Exists(_folder[$"out/{name}"])));
    }

    [LongFact]
    public async Task What_is_left_out_of_a_notebook_is_said_in_one_line()
    {
        string path = Notebook("other", "1");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"outputs\": []", "\"outputs\": [NaN]", StringComparison.Ordinal));
        Assert.Equal(0, await InvokeAsync(path, "--data", _folder["few"], "--out", _folder["out"]));
        Assert.Equal($"{path}: left out what nbformat doesn't know: 1 value that JSON doesn't have (NaN, Infinity), "
            + "1 output that is incomplete or of an unknown kind.\n", _error.ToString());
    }

    [LongBrowserFact]
    public async Task Pictures_are_in_the_notebook_and_not_on_the_page()
    {
        string notebook = Notebook("pictures", Library() + "MnistNotebooks.Charts.Chart.Bars([1, 2], \"Bars\", \"x\", \"y\")");
        Assert.Equal(0, await InvokeAsync("--pictures", notebook, "--data", _folder["few"], "--out", _folder["out"]));
        FigurePicture.Check(Assert.Single(NotebookFile.Read(_folder["out/pictures.ipynb"]).Figures()));
        Assert.Equal(0, await InvokeAsync(notebook, "--data", _folder["few"], "--out", _folder["plain"]));
        Assert.Null(Assert.Single(NotebookFile.Read(_folder["plain/pictures.ipynb"]).Figures()).Text(MimeBundle.Png));
        Assert.Equal(File.ReadAllBytes(_folder["plain/pictures.html"]), File.ReadAllBytes(_folder["out/pictures.html"]));
    }

    [Theory]
    [InlineData("none", "^The environment variable CHROMIUM names .*none, where a Chromium was expected\\.\n$")]
    [InlineData("bad.ipynb", "^.*bad\\.ipynb was expected to be a Chromium, but does not start as one: .*\n$")]
    public void Without_a_Chromium_nothing_is_run_for_pictures(string browser, string message)
    {
        string notebook = Notebook("good", "1");
        _folder.Write("bad.ipynb", "hello");
        // A process of its own, because variables are those of all tests.
        string[] arguments = ["exec", typeof(CommandLine).Assembly.Location, "run", "--pictures", notebook, "--out", _folder["out"]];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["CHROMIUM"] = _folder[browser];
        using Process run = Process.Start(start)!;
        string said = run.StandardError.ReadToEnd().ReplaceLineEndings("\n");
        run.WaitForExit();
        Assert.Equal((2, ""), (run.ExitCode, run.StandardOutput.ReadToEnd()));
        Assert.Matches(message, said);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [LongFact]
    public async Task A_second_run_writes_the_same_bytes_and_script_HTML_is_on_the_page_only()
    {
        string notebook = Notebook(
            "steady", "Console.WriteLine(new Random(1).Next()); 0.1 + 0.2", "Environment.GetEnvironmentVariable(\"MNIST_DIR\")",
            Library() + "MnistNotebooks.Instruments.Instruments.Laboratory(MnistNotebooks.Data.Mnist.Load(), \"Try\")");
        Assert.Equal(0, await InvokeAsync(notebook, "--data", _folder["few"], "--out", _folder["first"]));
        Assert.Equal(0, await InvokeAsync(_folder["first/steady.ipynb"], "--data", _folder["few"], "--out", _folder["second"]));
        MimeBundle[] shown = [.. NotebookFile.Read(_folder["first/steady.ipynb"]).Cells.Skip(1)
            .Select(cell => Assert.IsType<DisplayOutput>(Assert.Single(cell.Outputs)).Data)];
        Assert.Equal(_folder["few"], shown[0].Text(MimeBundle.Plain));
        Assert.StartsWith("Try: choose hidden nodes", Assert.Single(shown[1].Forms).Value.GetString(), StringComparison.Ordinal);
        Assert.Contains("<mnist-laboratory content=", File.ReadAllText(_folder["first/steady.html"]), StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(_folder["first/steady.html"]), File.ReadAllBytes(_folder["second/steady.html"]));
        Assert.Equal(File.ReadAllBytes(_folder["first/steady.ipynb"]), File.ReadAllBytes(_folder["second/steady.ipynb"]));
    }

    [Fact]
    public async Task Data_that_is_missing_or_damaged_has_exit_code_2()
    {
        string notebook = Notebook("any", "1");
        Assert.Equal(2, await InvokeAsync(notebook, "--data", _folder["none"], "--out", _folder["out"]));
        Assert.Equal(
            $"{_folder["none"]}: there is no such folder; one with MNIST's four files was expected (from the folder given).\n",
            _error.ToString());
        File.WriteAllText(_folder[Path.Combine("few", "t10k-labels-idx1-ubyte")], "no labels");
        Assert.Equal(2, await InvokeAsync("train", "--data", _folder["few"]));
        Assert.Contains("t10k-labels-idx1-ubyte", _error.ToString().Split('\n')[1], StringComparison.Ordinal);
        Assert.Equal(3, _error.ToString().Split('\n').Length);
    }

    [LongFact]
    public async Task Stopping_has_exit_code_130()
    {
        using var cancellation = new CancellationTokenSource();
        string notebook = Notebook("endless", $"System.IO.File.WriteAllText(@\"{_folder["started"]}\", \"\"); while (true) {{ }}");
        Task<int> run = CommandLine.InvokeAsync(
            [notebook, "--data", _folder["few"], "--out", _folder["out"]], _output, _error, cancellation.Token);
        while (!File.Exists(_folder["started"]) && !run.IsCompleted)
            await Task.Delay(20);
        await cancellation.CancelAsync();
        Assert.Equal(130, await run);
        Assert.Equal("Stopped.\n", _error.ToString());
    }

    private Task<int> InvokeAsync(params string[] arguments) => CommandLine.InvokeAsync(arguments, _output, _error);

    // A copy, because the library beside the runner is the runner's own.
    private string Library()
    {
        Directory.CreateDirectory(_folder["lib"]);
        foreach (string name in (string[])["MnistNotebooks.dll", "MathNet.Numerics.dll"])
            File.Copy(Path.Combine(AppContext.BaseDirectory, name), _folder[Path.Combine("lib", name)]);
        return $"#r \"{_folder["lib/MnistNotebooks.dll"].Replace('\\', '/')}\"\n";
    }

    private string Notebook(string name, params string[] cells)
    {
        string path = _folder.Write(name + ".ipynb", "");
        SampleNotebook.Of(cells).Write(path);
        return path;
    }

    [GeneratedRegex(@"\d+\.\d s")]
    private static partial Regex Seconds();
}
