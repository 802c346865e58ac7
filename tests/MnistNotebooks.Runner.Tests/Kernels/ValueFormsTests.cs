using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Kernels;

/// <summary>How values show whose types bring no formatter.</summary>
public sealed class ValueFormsTests(WarmKernel kernel) : IClassFixture<WarmKernel>
{
    private static string Matrices => $"#r \"{Path.Combine(AppContext.BaseDirectory, "MathNet.Numerics.dll").Replace('\\', '/')}\"\n";

    [LongFact]
    public async Task Values_show_as_text()
    {
        (string Source, string Text)[] values =
        [
            ("(object)null", "<null>"),
            ("\"text as it is\"", "text as it is"),
            ("true", "True"),
            ("'c'", "c"),
            ("1.5", "1.5"),
            ("double.NaN", "NaN"),
            ("DayOfWeek.Monday", "Monday"),
            ("new[] { 1, 2 }", "[ 1, 2 ]"),
            ("new[] { 0.5, 1e-9 }", "[ 0.5, 1E-09 ]"),
            ("Enumerable.Range(0, 784)", "[ 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 ... (764 more) ]"),
            (Matrices + "MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(2, 2, 0.5)",
                "DenseMatrix 2x2-Double\n0.5  0.5\n0.5  0.5\n"),
        ];
        RanCell[] cells = await kernel.RunAsync([.. values.Select(value => value.Source)]);
        Assert.Equal(values.Select(value => $"result:{value.Text}"), cells.Select(cell => Assert.Single(cell.Lines)));
    }

    [LongFact]
    public async Task Html_shows_as_html()
    {
        RanCell cell = Assert.Single(await kernel.RunAsync("HTML(\"<b>bold</b>\")"));
        MimeBundle shown = Assert.IsType<DisplayOutput>(Assert.Single(cell.Outputs)).Data;
        Assert.Equal(("text/html", "<b>bold</b>"), (Assert.Single(shown.Forms.Keys), shown.Text("text/html")));
    }
}
