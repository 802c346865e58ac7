using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Lessons;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Lessons;

/// <summary>What lesson 11 says of scores, slopes and the three classes that learn.</summary>
public class Lesson11Tests
{
    private static readonly Vector<double> _picture = Vector<double>.Build.Dense([0.2, 0.9, 0, 0, 1, 0.2, 0, 0.8, 0.1]);

    [Fact]
    public void Noise_gets_the_picture_wrong_and_what_is_learned_from_it_gets_it_right()
    {
        (Matrix<double> noise, Layer learned, int first) = Learn();
        Assert.Equal(1, (noise * _picture).MaximumIndex());
        Assert.Equal(0, (noise * _picture).MinimumIndex());
        Assert.Equal(0, learned.Forward(_picture).Activations.MaximumIndex());
        Assert.InRange(first, 1, 9);
    }

    [Fact]
    public void Pixels_that_decide_nothing_move_least()
    {
        (Matrix<double> noise, Layer learned, _) = Learn();
        Vector<double> moved = (learned.Weights - noise).PointwiseAbs().ColumnSums();
        int[] idle = [2, 4, 6];
        double others = Enumerable.Range(0, 9).Except(idle).Min(pixel => moved[pixel]);
        Assert.All(idle, pixel => Assert.True(2 * moved[pixel] < others));
    }

    [Fact]
    public void Upright_learns_to_want_ink_above_and_below_and_less_where_the_others_have_theirs()
    {
        (Matrix<double> noise, Layer learned, _) = Learn();
        Assert.All([1, 7], pixel => Assert.True(learned.Weights[0, pixel] > 1));
        Assert.All([0, 3, 5, 8], pixel => Assert.True(learned.Weights[0, pixel] < noise[0, pixel] - 0.25));
        Assert.InRange(learned.Weights[0, 3], 0.1, 1);
    }

    [Fact]
    public void A_value_used_in_several_places_adds_up_its_slopes()
    {
        // Two outputs of one hidden node, all identities: the loss's slope at the first weight is the sum of both ways.
        var network = new Network(
            new Layer(Matrix<double>.Build.Dense(1, 1, 4), activation: Activation.Identity),
            new Layer(Matrix<double>.Build.DenseOfArray(new double[,] { { -1 }, { 3 } }), activation: Activation.Identity));
        // Errors of 1 at both outputs, which are −4 and 12.
        Matrix<double> targets = Matrix<double>.Build.DenseOfArray(new double[,] { { -5 }, { 11 } });
        Gradients slopes = Gradients.Of(network, Matrix<double>.Build.Dense(1, 1, 1), targets, Loss.SquaredError);
        Assert.Equal(-1 + 3, slopes.Layers[0].Weights[0, 0], 1e-12);
    }

    [Theory]
    [InlineData("11-3", 1.0, 0.4, 1.0, null)]
    [InlineData("11-3", 4.0, -1.0, -2.0, "there f falls")]
    [InlineData("11-3", 1.0, -1.0, 0.0, "all slopes are 0")]
    public void Steps_that_are_too_long_are_told_from_those_that_are_not(string name, double x, double y, double z, string? fault)
    {
        string? found = ((Question<Vector<double>>)Exercise.Named(name)).Fault(Vector<double>.Build.Dense([x, y, z]));
        Assert.Equal(fault is null, found is null);
        Assert.Contains(fault ?? "", found ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new double[] { -1, -1, 2, -1, 2, -1, 2, -1, -1 }, null)]
    [InlineData(new double[] { 0, 0, 1, 0, 1, 0, 1, 0, 0 }, null)]
    [InlineData(new double[] { 9, 9, 9, 9, 9, 9, 9, 9, 9 }, "it wins on the upright stroke as well")]
    [InlineData(new double[] { 1, 1, 1, -1, -1, -1, -1, -1, -1 }, "still has the highest score")]
    [InlineData(new double[] { 1, 2, 3 }, "it has 3 numbers")]
    public void Any_weights_that_do_are_right_for_the_other_diagonal(double[] answer, string? fault)
    {
        string? found = ((Question<Vector<double>>)Exercise.Named("11-1")).Fault(Vector<double>.Build.Dense(answer));
        Assert.Equal(fault is null, found is null);
        Assert.Contains(fault ?? "", found ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Slopes_of_a_set_are_those_of_its_columns()
    {
        LabeledSet strokes = ToySets.Strokes(5);
        Network network = (NetworkDescription.Modern with { Inputs = 9, Hidden = [4], Outputs = 3 }).Create();
        Matrix<double> targets = Matrix<double>.Build.Dense(3, 5, (k, record) => strokes.Labels[record] == k ? 1 : 0);
        Gradients ofSet = Gradients.Of(network, strokes, Loss.CrossEntropy, l2: 0.1);
        Gradients ofColumns = Gradients.Of(network, strokes.Inputs.Transpose(), targets, Loss.CrossEntropy, l2: 0.1);
        Assert.Equal(ofColumns.Loss, ofSet.Loss);
        Assert.All(ofColumns.Layers.Zip(ofSet.Layers), pair => Assert.Equal(pair.First.Weights, pair.Second.Weights));
    }

    private static (Matrix<double> Noise, Layer Learned, int First) Learn()
    {
        LabeledSet strokes = ToySets.Strokes(12);
        Matrix<double> noise = Matrix<double>.Build.Random(3, 9, seed: 3);
        var layer = new Layer(noise.Clone(), Vector<double>.Build.Dense(3), Activation.Softmax);
        var network = new Network(layer);
        int first = -1;
        for (int step = 0; step <= 200; step++)
        {
            if (first < 0 && network.Score(strokes).Mistakes.Count == 0)
                first = step;
            LayerGradients slopes = Gradients.Of(network, strokes, Loss.CrossEntropy).Layers[0];
            layer.Weights.Subtract(0.5 * slopes.Weights, layer.Weights);
            layer.Biases!.Subtract(0.5 * slopes.Biases!, layer.Biases);
        }
        return (noise, layer, first);
    }
}
