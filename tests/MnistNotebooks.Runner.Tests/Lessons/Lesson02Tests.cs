using System.Text.Json;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>The tutorial's own arithmetic stands in the cells of lesson 02, and the library is held to it.</summary>
public class Lesson02Tests
{
    private static NotebookFile Lesson => StoredLessons.Read("02-one-record");

    [Theory]
    [InlineData("T7 ·", "firstLine.Split(',')", "int.Parse(values[0])")]
    [InlineData("T8 ·", "first.Label == label", "SequenceEqual(pixels)")]
    [InlineData("T9 ·", "grey / 255 * 0.99 + 0.01", "first.Inputs(PixelScale.Tutorial)")]
    public void A_step_is_done_by_hand_and_by_the_library(string step, params string[] code)
    {
        string cells = Code(step);
        Assert.All(code, part => Assert.Contains(part, cells, StringComparison.Ordinal));
    }

    [Fact]
    public void The_library_agrees_with_the_cells()
    {
        string printed = Lesson.Cells.Text();
        Assert.Contains("same label: True, same pixels: True", printed, StringComparison.Ordinal);
        Assert.Contains("the library's inputs differ by less than 1e-12: True", printed, StringComparison.Ordinal);
        Assert.Contains("as the library has it: True", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_of_0_is_not_said_to_stop_learning()
    {
        string prose = string.Concat(Lesson.Cells.Where(cell => cell.Kind == CellKind.Markdown).Select(cell => cell.Source));
        Assert.DoesNotContain("would not move at all", prose, StringComparison.Ordinal);
        Assert.Contains("they are the tutorial's choice", prose, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_are_not_shown_before_the_reader_has_read_the_digits()
    {
        NotebookCell digits = Lesson.Cells.Single(cell => cell.Source.Contains("Range(0, 40)", StringComparison.Ordinal));
        Assert.Contains("captions: Enumerable.Repeat(\"\", 40)", digits.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void The_map_of_ink_has_square_pixels()
    {
        NotebookCell map = Lesson.Cells.Single(cell => cell.Source.Contains("How often each pixel carries ink", StringComparison.Ordinal));
        JsonElement figure = map.Outputs.OfType<DisplayOutput>().Single().Data.Json(MimeBundle.Plotly)!.Value;
        Assert.Equal("x", figure.GetProperty("layout").GetProperty("yaxis").GetProperty("scaleanchor").GetString());
    }

    private static string Code(string step) => string.Join('\n', Section.Of(Lesson)
        .Single(section => section.Heading.StartsWith(step, StringComparison.Ordinal))
        .Cells.Where(cell => cell.Kind == CellKind.Code).Select(cell => cell.Source));
}
