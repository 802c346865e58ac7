using System.Text.Json;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>Lesson 03 says where a number comes from, and one colour means one output.</summary>
public class Lesson03Tests
{
    private static NotebookFile Lesson => StoredLessons.Read("03-forward");

    private static string Prose => string.Join('\n',
        Lesson.Cells.Where(cell => cell.Kind == CellKind.Markdown).Select(cell => cell.Source));

    [Fact]
    public void Each_product_has_its_formula_its_shapes_and_its_place_in_the_network()
    {
        Assert.Contains(@"h_j = \sigma\left(\sum_{i=0}^{783} w^{ih}_{ji}\, x_i\right)", Prose, StringComparison.Ordinal);
        Assert.Contains(@"o_k = \sigma\left(\sum_{j=0}^{199} w^{ho}_{kj}\, h_j\right)", Prose, StringComparison.Ordinal);
        Assert.Contains("`wih` (200×784) · inputs (784) → 200 sums", Prose, StringComparison.Ordinal);
        Assert.Contains("`who` (10×200) · hidden outputs (200) → 10 sums", Prose, StringComparison.Ordinal);
        Assert.Equal(2, Lesson.Cells.Count(cell => cell.Source.StartsWith("Chart.Architecture(", StringComparison.Ordinal)));
    }

    [Fact]
    public void Outputs_are_coloured_from_0_to_1_always()
    {
        int found = 0;
        foreach (JsonElement figure in Lesson.Cells.SelectMany(cell => cell.Outputs).OfType<DisplayOutput>()
            .Select(output => output.Data.Json(MimeBundle.Plotly)).OfType<JsonElement>())
        {
            string title = figure.GetProperty("layout").GetProperty("title").GetProperty("text").GetString()!;
            JsonElement trace = figure.GetProperty("data")[0];
            if (title is not ("Hidden outputs" or "Final outputs") || trace.GetProperty("type").GetString() != "heatmap")
                continue;
            found++;
            Assert.Equal((0, 1), (trace.GetProperty("zmin").GetDouble(), trace.GetProperty("zmax").GetDouble()));
        }
        Assert.Equal(3, found);
    }

    [Fact]
    public void The_answer_is_explained_by_the_row_sums_of_who()
    {
        Assert.DoesNotContain("all stay near one half", Prose, StringComparison.Ordinal);
        Assert.Contains("both parts make the final input to within 1e-12: True", Lesson.Cells.Text(), StringComparison.Ordinal);
        // What makes the second part the smaller one.
        Assert.Matches(@"hidden outputs differ from one half by about 0\.\d\d\n", Lesson.Cells.Text());
    }
}
