using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Charts;

namespace MnistNotebooks.Tests.Charts;

/// <summary>What a reader gets where no picture can be shown.</summary>
public sealed class TextFormTests
{
    [Fact]
    public void Bars_become_bars_of_characters_pale_when_negative() => AssertText(
        """
        Output errors: 4 bars (output node), error from −0.25 at 2 to 0.5 at 1.
        0 0
        1 ▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆ 0.5
        2 ░░░░░░░░░░░░ −0.25
        3 ▆ 0.0123
        """,
        Chart.Bars([0, 0.5, -0.25, 0.0123], "Output errors", "output node", "error"));

    [Fact]
    public void A_row_reads_like_bars() => AssertText(
        """
        Targets: a row of 3 cells, values from 0.01 to 0.99.
        zero 0.01
         one ▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆ 0.99
         two 0.01
        """,
        Chart.Row(Vector<double>.Build.Dense([0.01, 0.99, 0.01]), "Targets", ["zero", "one", "two"]));

    [Fact]
    public void Many_bars_become_one_line() => AssertText(
        """
        Hidden errors: 120 bars (hidden node), error from 0 at 0 to 119 at 119.
        ▁▁▁▁▁▂▂▂▂▂▂▂▂▃▃▃▃▃▃▃▃▃▄▄▄▄▄▄▄▄▅▅▅▅▅▅▅▅▆▆▆▆▆▆▆▆▆▇▇▇▇▇▇▇▇█████
        """,
        Chart.Bars(Enumerable.Range(0, 120).Select(i => (double)i), "Hidden errors", "hidden node", "error"));

    [Fact]
    public void A_heatmap_says_its_size_range_and_mean() => AssertText(
        "wih: heatmap of 2 rows (hidden node) by 3 columns (input node), weight from −0.5 to 1, mean 0.25.",
        Chart.Heatmap(Matrix<double>.Build.DenseOfArray(new[,] { { -0.5, 0, 0.5 }, { 0.5, 1, 0 } }), "wih", "input node", "hidden node",
            "weight"));

    [Fact]
    public void A_strip_becomes_one_line() => AssertText(
        """
        Hidden outputs: strip of 5 cells (hidden node), activation from 0.1 to 0.9, mean 0.5.
        ▁▃▅▆█
        """,
        Chart.Heatmap(Vector<double>.Build.Dense([0.1, 0.3, 0.5, 0.7, 0.9]), "Hidden outputs", "hidden node", "activation"));

    [Fact]
    public void A_digit_becomes_a_picture_of_half_blocks() => AssertText(
        """
        A cross: picture of 28×28 pixels, values from 0 to 255.
                     ███
                     ███
                     ███
                     ███
                     ███
                     ███
        ▄▄▄▄▄▄▄▄▄▄▄▄▄███▄▄▄▄▄▄▄▄▄▄▄▄
        ████████████████████████████
                     ███
                     ███
                     ███
                     ███
                     ███
                     ███
        """,
        Chart.Digit(Samples.Digits[0], "A cross"));

    [Fact]
    public void Grids_give_their_captions()
    {
        AssertText(
            """
            Crosses: 12 digits in rows of 10.
            0 · 1 · 2 · 3 · 4 · 5 · 6 · 7 · 8 · 9 · 0 · 1
            """,
            Chart.Digits(Samples.Digits, "Crosses"));
        AssertText(
            """
            Weights: 2 pictures of 28×28 in rows of 2, weight from 1 to 2 on one scale.
            0 · 1
            """,
            Chart.Images(Matrix<double>.Build.Dense(2, 784, (row, _) => row + 1), "Weights"));
    }

    [Fact]
    public void Curves_become_a_line_each() => AssertText(
        """
        Error: 2 curves (training, test) over epoch, error from 0.1 to 0.4.
        training: 0.4 █▆▃▁ 0.1
        test: 0.35 █▄▁▁ 0.2
        """,
        Chart.Curves("Error", "epoch", "error", new("training", [1, 2, 3, 4], [0.4, 0.3, 0.2, 0.1]),
            new("test", [1, 2, 3, 4], [0.35, 0.27, 0.21, 0.2])));

    [Fact]
    public void Dots_give_their_extremes() => AssertText(
        """
        Hidden errors: 3 dots (hidden node), error from −0.5 at 1 to 0.5 at 2.
        ▅▁█
        """,
        Chart.Scatter([0, -0.5, 0.5], "Hidden errors", "hidden node", "error"));

    [Fact]
    public void A_histogram_becomes_one_line_between_its_ends() => AssertText(
        """
        Weights: histogram of 6 values in 4 bins, weight from 0 to 4, mean 1.5.
        0 █▁▆▃ 4
        """,
        Chart.Histogram([0, 0.5, 0.5, 2, 2, 4], "Weights", "weight", bins: 4));

    [Fact]
    public void A_confusion_matrix_becomes_a_table() => AssertText(
        """
        Test: confusion matrix of 2 classes, 1960 of 1965 records right, most often mistaken: 1 for 0 (4 times).
               0   1
           0 980   1
           1   4 980
        """,
        Chart.ConfusionMatrix(Matrix<double>.Build.DenseOfArray(new[,] { { 980.0, 1 }, { 4, 980 } }), "Test"));

    [Fact]
    public void A_film_gives_what_is_said_of_each_moment() => AssertText(
        """
        Weights: film of 2 frames, each with a picture of 28×28, weight from 1 to 2 on one scale.
        0 records · 10 records
        """,
        Chart.Film([Vector<double>.Build.Dense(784, 1), Vector<double>.Build.Dense(784, 2)], ["0 records", "10 records"], "Weights"));

    private static void AssertText(string expected, Figure figure) => Assert.Equal(expected, figure.ToText());
}
