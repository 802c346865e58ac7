using System.Globalization;
using System.Text.RegularExpressions;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>The lessons as readers find them on a page that shows notebooks without running them.</summary>
public class StoredLessonTests
{
    public static TheoryData<string> Names => StoredLessons.Names;

    [Fact]
    public void Every_step_has_its_heading_and_its_output() =>
        Nothing(LessonChecks.WrongSteps(StoredLessons.All));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_cell_was_run_without_an_error(string name) => Nothing(LessonChecks.FailedCells(StoredLessons.Read(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_number_in_the_prose_is_printed(string name) => Nothing(PrintedNumbers.Unsupported(StoredLessons.Read(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_formula_is_understood(string name) => Nothing(Lesson.FormulaProblems(StoredLessons.Read(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_prediction_is_decided_by_what_it_covers(string name) =>
        Nothing(PredictionChecks.Wrong(StoredLessons.Read(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cell_that_prints_is_stored_with_what_it_prints(string name) => Nothing(StoredLessons.Read(name).Cells
        .Where(cell => cell.Kind == CellKind.Code && cell.Outputs.Count == 0
            && Regex.IsMatch(cell.Source, @"^(Console\.WriteLine|Exercise\.Check|\w+\.Print)\(", RegexOptions.Multiline))
        .Select(cell => $"{name}, {cell.Id}"));

    [Theory]
    [MemberData(nameof(Names))]
    public void No_printed_zero_has_a_minus(string name) =>
        Assert.DoesNotMatch(@"(?<![\d.])[-−]0\.0+(?![\d.eE])", StoredLessons.Read(name).Cells.Text());

    [Theory]
    [MemberData(nameof(Names))]
    public void Lessons_that_use_digits_are_stored_with_MNIST(string name)
    {
        NotebookFile lesson = StoredLessons.Read(name);
        if (lesson.Cells.Any(cell => cell.Kind == CellKind.Code && cell.Source.Contains("Mnist.Load", StringComparison.Ordinal)))
            Assert.Contains("MNIST: ", lesson.Cells.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("Drawn digits: ", lesson.Cells.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("13-relu-softmax-adam", @"^test accuracy after 20 epochs: (?<percent>[\d.]+) %$", 97.5)]
    [InlineData("15-how-far", @"^1500 hidden nodes +[\d.]+ % +(?<percent>[\d.]+) % ", 98.4)]
    [InlineData("15-how-far", @"^40 epochs +[\d.]+ % +(?<percent>[\d.]+) % ", 99.2)]
    public void Lessons_about_accuracy_reach_it_on_MNIST(string name, string line, double percent)
    {
        Match accuracy = Regex.Match(StoredLessons.Read(name).Cells.Text(), line, RegexOptions.Multiline);
        Assert.True(accuracy.Success, $"{name} does not print '{line}'.");
        Assert.InRange(double.Parse(accuracy.Groups["percent"].Value, CultureInfo.InvariantCulture), percent, 100);
    }

    [Fact]
    public void The_rung_that_lesson_15_trains_anew_is_as_it_was_kept() =>
        Assert.Matches(@"kept ([\d.]+ %), trained now \1\n", StoredLessons.Read("15-how-far").Cells.Text());

    [Theory]
    [MemberData(nameof(Names))]
    public void Figures_are_stored_as_plotly_JSON_and_text_without_scripts(string name)
    {
        MimeBundle[] bundles = [.. StoredLessons.Read(name).Cells
            .SelectMany(cell => cell.Outputs).OfType<DisplayOutput>().Select(output => output.Data)];
        Assert.All(bundles, bundle => Assert.Null(bundle.Text(MimeBundle.Html)));
        Assert.All(bundles, bundle => Assert.False(string.IsNullOrWhiteSpace(bundle.Text(MimeBundle.Plain))));
        Assert.True(new FileInfo(Path.Combine(StoredLessons.Folder, name + ".ipynb")).Length < 4_000_000, "a stored notebook is over 4 MB");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_figure_is_stored_with_its_picture(string name)
    {
        Assert.NotEmpty(StoredLessons.Read(name).Figures());
        Assert.All(StoredLessons.Read(name).Figures(), FigurePicture.Check);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_lesson_has_short_cells_predictions_exercises_and_a_summary(string name)
    {
        NotebookFile lesson = StoredLessons.Read(name);
        string prose = string.Join('\n', lesson.Cells.Where(cell => cell.Kind == CellKind.Markdown).Select(cell => cell.Source));
        Assert.All(
            lesson.Cells.Where(cell => cell.Kind == CellKind.Code),
            cell => Assert.InRange(cell.Source.Split('\n').Count(line => line.Trim().Length > 0), 1, 16));
        Assert.True(prose.Split("**Predict.**").Length > 3, "fewer than three predictions");
        Assert.Contains("**You will be able to**", prose, StringComparison.Ordinal);
        Assert.Contains("## What you have now", prose, StringComparison.Ordinal);
        Assert.True(Exercises.Of(lesson).Count() >= 3, "fewer than three exercises");
        Assert.All(Exercises.Of(lesson), cell => Assert.Contains("○", new[] { cell }.Text(), StringComparison.Ordinal));
        Assert.Contains("**Open question.**", prose, StringComparison.Ordinal);
        Assert.Matches(@"## Sources\n\n- (.|\n)*\b(1[6-9]|20)\d\d\b", prose);
    }

    // In the classroom view a heading begins a screen, with all of its cell.
    [Theory]
    [MemberData(nameof(Names))]
    public void No_text_of_the_step_before_stands_above_a_heading(string name) => Assert.DoesNotContain(
        StoredLessons.Read(name).Cells,
        cell => cell.Kind == CellKind.Markdown && cell.Source.Contains("\n##", StringComparison.Ordinal) && cell.Source[0] != '#');

    // What is expected lives in the library, so a cell that checks an answer has a name and an answer and nothing to read it off from.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_checking_cell_does_not_show_the_answer(string name) =>
        Assert.All(Exercises.Of(StoredLessons.Read(name)), cell =>
            Assert.Matches($@"^(var other = .*;\n)?.*// ←.*\n\nExercise\.Check\(""{name[..2]}-\d"", (\w+\()?\w+\)?\);$", cell.Source));

    // All of them and whole, so that one run tells what there is to mend.
    private static void Nothing(IEnumerable<string> faults) => Assert.True(!faults.Any(), string.Join('\n', faults));
}
