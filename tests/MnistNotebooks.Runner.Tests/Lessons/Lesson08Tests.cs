using System.Globalization;
using System.Text.RegularExpressions;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>How the stored lesson 08 explains a mistake.</summary>
public class Lesson08Tests
{
    private static NotebookFile Lesson => StoredLessons.Read("08-why-two");

    [Fact]
    public void All_ten_final_inputs_stand_before_the_nodes_are_accused()
    {
        string[] headings = [.. Section.Of(Lesson).Select(section => section.Heading)];
        string[] order =
            ["A mistake that is nobody's fault", "All ten final inputs", "Which hidden nodes", "Silence one node", "Which pixels"];
        Assert.Equal(order, headings.Where(order.Contains));
        string printed = Printed("All ten final inputs");
        double[] sums = [.. Regex.Matches(printed, @"^\d: +(-?[\d.]+)", RegexOptions.Multiline)
            .Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).Take(10)];
        Assert.Equal(10, sums.Length);
        Assert.Equal(sums.OrderDescending(), sums);
        Assert.Contains("digits between them: 3 (3, 8, 5)", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Silencing_each_node_is_a_figure_and_gives_the_label_for_none()
    {
        string printed = Printed("Silence one node");
        Assert.Contains("right with one node silent: 0 of 10", printed, StringComparison.Ordinal);
        Assert.Contains("table of 11 rows", printed, StringComparison.Ordinal);
        Assert.Equal([2, 3, 8, 2, 2, 2, 2, 2, 2, 2, 5], Regex.Matches(printed, @"(?:all nodes|without \d): (\d)")
            .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Strongest_digits_are_named_by_their_sums()
    {
        string printed = Printed("Which hidden nodes");
        Assert.Matches(@"node 1: .* strongest 6 6 2 2\n", printed);
        Assert.DoesNotContain("fires most for", printed, StringComparison.Ordinal);
        Assert.Contains("Its output would not do", Prose, StringComparison.Ordinal);
    }

    [Fact]
    public void What_answers_a_question_stands_in_a_cell_of_its_own()
    {
        // A sheet leaves out what follows a question, and keeps the next question with all that its cell says.
        Assert.Contains("it is **saturated**", Source("lesson08-saturated"), StringComparison.Ordinal);
        Assert.StartsWith("So here is a harsh test.", Source("lesson08-22"), StringComparison.Ordinal);
        Assert.DoesNotContain("runner-up", Source("lesson08-rivals"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_maxim_stands_where_a_claim_belongs()
    {
        Assert.DoesNotContain("A map is an opinion", Prose, StringComparison.Ordinal);
        Assert.DoesNotContain("may choose the answer", Prose, StringComparison.Ordinal);
        Assert.Contains("*gradient × input*, as above, and three methods of lessons 09 and 10", Prose, StringComparison.Ordinal);
    }

    private static string Source(string id) => Lesson.Cells.Single(cell => cell.Id == id).Source;

    private static string Prose =>
        string.Join('\n', Lesson.Cells.Where(cell => cell.Kind == CellKind.Markdown).Select(cell => cell.Source));

    private static string Printed(string heading) => Section.Of(Lesson).Single(section => section.Heading == heading).Cells.Text();
}
