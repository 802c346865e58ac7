using System.Globalization;
using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Charts;

namespace MnistNotebooks.Tests.Charts;

/// <summary>What needs no NumPy: the line with the shape, eliding, the console, the culture.</summary>
public sealed class ArrayPrintingTests
{
    [Fact]
    public void A_matrix_starts_with_its_name_and_shape() =>
        Assert.Equal(
            """
            wih: 2×3
            [[ 0.5    0.25  -1.   ]
             [ 0.125  0.     3.   ]]
            """,
            Matrix<double>.Build.DenseOfArray(new[,] { { 0.5, 0.25, -1 }, { 0.125, 0, 3 } }).ToText("wih"));

    [Fact]
    public void A_vector_starts_with_its_name_and_length() =>
        Assert.Equal("targets: 3\n[0.01 0.99 0.01]", Vector<double>.Build.Dense([0.01, 0.99, 0.01]).ToText("targets"));

    [Fact]
    public void The_middle_of_a_large_matrix_is_left_out() =>
        Assert.Equal(
            """
            m: 200×784
            [[0 0 0 ... 0 0 0]
             [0 1 2 ... 1 2 3]
             [0 2 4 ... 2 4 6]
             ...
             [0 1 2 ... 1 2 3]
             [0 2 4 ... 2 4 6]
             [0 3 6 ... 3 6 9]]
            """,
            Matrix<double>.Build.Dense(200, 784, (row, column) => row % 4 * (column % 4)).ToText("m"));

    [Fact]
    public void No_row_of_a_large_matrix_of_weights_is_broken()
    {
        string[] lines = (Samples.Weights(200, 784) / 100).ToText("wih").Split('\n');
        Assert.Equal(1 + 3 + 1 + 3, lines.Length);
        Assert.Contains("e-0", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_numbers_have_no_point_unless_a_hidden_one_is_not_whole()
    {
        var pixels = Vector<double>.Build.Dense(2000, index => index % 5);
        Assert.Equal("pixels: 2000\n[0 1 2 ... 2 3 4]", pixels.ToText("pixels"));
        pixels[1000] = 0.5;
        Assert.Equal("pixels: 2000\n[0. 1. 2. ... 2. 3. 4.]", pixels.ToText("pixels"));
    }

    [Fact]
    public void Full_printing_leaves_nothing_out_and_keeps_lines_short()
    {
        string text = Matrix<double>.Build.Dense(200, 784, 0.5).ToText("m", full: true);
        Assert.DoesNotContain("...", text, StringComparison.Ordinal);
        Assert.Equal(200 * 784, text.Split("0.5").Length - 1);
        Assert.True(text.Split('\n').Max(line => line.Length) <= 110);
    }

    [Fact]
    public void Numbers_that_need_two_lines_are_shared_out_evenly()
    {
        var outputs = Vector<double>.Build.Dense(10, index => 0.12345678 + (index / 100.0));
        Assert.Equal(
            """
            outputs: 10
            [0.12345678 0.13345678 0.14345678 0.15345678 0.16345678
             0.17345678 0.18345678 0.19345678 0.20345678 0.21345678]
            """,
            outputs.ToText("outputs"));
        Assert.Equal(2, outputs.SubVector(0, 9).ToText("outputs").Split('\n').Length);
    }

    [Fact]
    public void Pixels_and_labels_print_as_whole_numbers()
    {
        byte[] pixels = [0, 18, 255];
        int[] labels = [5, 0, 4];
        int[,] table = { { 980, 0 }, { 3, 1032 } };
        Assert.Equal("pixels: 3\n[  0  18 255]", pixels.ToText("pixels"));
        Assert.Equal("labels: 3\n[5 0 4]", labels.ToText("labels"));
        Assert.Equal("confusion: 2×2\n[[ 980    0]\n [   3 1032]]", table.ToText("confusion"));
    }

    [ReferenceFact]
    public void The_tutorials_hidden_inputs_print_as_its_page_shows_them()
    {
        using var printed = JsonDocument.Parse(File.ReadAllText(Requirement.Reference("tutorial-printed-values.json")));
        var hiddenInputs =
            printed.RootElement.GetProperty("firstStep").GetProperty("hiddenInputs").EnumerateArray().Select(value => value.GetDouble());
        string text = Vector<double>.Build.DenseOfEnumerable(hiddenInputs).ToRowMatrix().ToText("hidden inputs");
        Assert.StartsWith("hidden inputs: 1×200\n[[-8.64964137e-01 -1.96617581e+00  7.43349647e-01  6.52699592e-01 ", text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Printing_writes_the_same_text_to_the_console()
    {
        var values = Matrix<double>.Build.Dense(2, 2, 0.5);
        var console = Console.Out;
        using var written = new StringWriter();
        Console.SetOut(written);
        try
        {
            values.Print("m");
        }
        finally
        {
            Console.SetOut(console);
        }
        Assert.Equal(values.ToText("m") + Environment.NewLine, written.ToString());
    }

    [Fact]
    public void The_machines_culture_changes_nothing()
    {
        var values = Vector<double>.Build.Dense([-0.5, 1e-9]);
        string expected = values.ToText("v");
        var culture = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NumberDecimalSeparator = ",";
        other.NumberFormat.NegativeSign = "minus ";
        CultureInfo.CurrentCulture = other;
        try
        {
            Assert.Equal(expected, values.ToText("v"));
            Assert.All(Samples.All.Values, make => Assert.Equal(InInvariantCulture(() => make().ToHtml()), make().ToHtml()));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static string InInvariantCulture(Func<string> text)
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return text();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
