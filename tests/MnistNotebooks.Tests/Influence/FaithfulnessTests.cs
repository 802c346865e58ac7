using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Influence;
using MnistNotebooks.Networks;
using MnistNotebooks.Tests.Networks;

namespace MnistNotebooks.Tests.Influence;

public class FaithfulnessTests
{
    private static readonly Target _target = Node.Activation(^1, 1);

    [Fact]
    public void Deletion_exchanges_the_largest_shares_first_and_begins_with_the_whole_picture()
    {
        Network network = Networks.Of("softmax");
        Attribution attribution = new OnePixel().Explain(network, Networks.Picture, _target, Networks.Other);
        int[] order = [.. Enumerable.Range(0, Networks.Inputs).OrderByDescending(input => attribution.Values[input])];
        PerturbationCurve deletion = PerturbationCurve.Deletion(network, Networks.Picture, attribution, Networks.Other);
        PerturbationCurve insertion = PerturbationCurve.Insertion(network, Networks.Picture, attribution, Networks.Other);
        Assert.Equal(13, deletion.Fractions.Count);
        Assert.Equal((0, 1), (deletion.Fractions[0], deletion.Fractions[^1]));
        for (int exchanged = 0; exchanged <= Networks.Inputs; exchanged++)
        {
            Vector<double> deleted = Networks.Picture.Clone(), inserted = Networks.Other.Clone();
            foreach (int input in order.Take(exchanged))
            {
                deleted[input] = Networks.Other[input];
                inserted[input] = Networks.Picture[input];
            }
            Assert.Equal(exchanged / 12.0, deletion.Fractions[exchanged], 1e-15);
            Assert.Equal(_target.Of(network.Forward(deleted)), deletion.Values[exchanged], 1e-13);
            Assert.Equal(_target.Of(network.Forward(inserted)), insertion.Values[exchanged], 1e-13);
        }
    }

    [Fact]
    public void Pixels_that_are_as_in_the_baseline_leave_the_curve_flat()
    {
        Network network = Networks.Of("sigmoid");
        Vector<double> inputs = Networks.Picture.Clone();
        inputs[3] = Networks.Other[3];
        Attribution attribution = new(_target, Vector<double>.Build.Dense(12, input => -input), 0, 0);
        PerturbationCurve curve = PerturbationCurve.Deletion(network, inputs, attribution, Networks.Other);
        Assert.Equal(curve.Values[3], curve.Values[4]);
        Assert.Equal(12, curve.Values.Distinct().Count());
    }

    [Fact]
    public void The_area_is_the_trapezoids_on_an_axis_from_0_to_1()
    {
        var curve = new PerturbationCurve(Vector<double>.Build.Dense([0, 0.25, 1]), Vector<double>.Build.Dense([1, 0.5, 0.1]));
        Assert.Equal(0.25 * 0.75 + 0.75 * 0.3, curve.Area, 1e-15);
    }

    [Fact]
    public void Good_shares_delete_faster_and_insert_faster_than_bad_ones()
    {
        Network network = Samples.Network([20, 1], biases: true, seed: 2);
        Vector<double> inputs = Samples.Vector(20, seed: 3);
        Attribution good = new IntegratedGradients().Explain(network, inputs, Node.Activation(0, 0), Baseline.Zero(20));
        Attribution bad = good with { Values = -good.Values };
        double Deletion(Attribution attribution) => PerturbationCurve.Deletion(network, inputs, attribution, Baseline.Zero(20)).Area;
        double Insertion(Attribution attribution) => PerturbationCurve.Insertion(network, inputs, attribution, Baseline.Zero(20)).Area;
        Assert.True(Deletion(good) < Deletion(bad) - 0.1, $"{Deletion(good)}, {Deletion(bad)}");
        Assert.True(Insertion(good) > Insertion(bad) + 0.1, $"{Insertion(good)}, {Insertion(bad)}");
    }

    [Fact]
    public void Infidelity_is_zero_on_a_linear_network_and_the_square_of_what_is_wrong()
    {
        Network network = Samples.Network([9, 4, 2], biases: true, seed: 2, Activation.Identity);
        Vector<double> inputs = Samples.Vector(9, seed: 3), other = Samples.Vector(9, seed: 4);
        Attribution right = new OnePixel().Explain(network, inputs, Node.Activation(^1, 0), other);
        Assert.Equal(0, Infidelity.Of(network, inputs, right, other), 1e-25);

        // Of a picture of 3×3 pixels only squares of one pixel are drawn; the one in the middle is off by 0.5² with a share that is
        // off by 0.5.
        Vector<double> wrong = right.Values.Clone();
        wrong[4] += 0.5;
        double infidelity = Infidelity.Of(network, inputs, right with { Values = wrong }, other, squares: 2000);
        Assert.Equal(0.25 / 9, infidelity, 0.005);
        Assert.NotEqual(infidelity, Infidelity.Of(network, inputs, right with { Values = wrong }, other, squares: 2000, seed: 2));
    }

    [Fact]
    public void A_set_is_measured_digit_by_digit()
    {
        DigitSet digits = Samples.Digits(12, seed: 6);
        Network network = Samples.Network([784, 8, 10], biases: true, seed: 7);
        FaithfulnessReport report = Faithfulness.Measure(network, digits, new Occlusion(), Baseline.Black(network), squares: 30);
        var expected = digits.Select(digit =>
        {
            Vector<double> inputs = digit.Inputs(PixelScale.Tutorial);
            Attribution attribution =
                new Occlusion().Explain(network, inputs, Node.Activation(^1, network.Forward(inputs).Predicted), Baseline.Black(network));
            return (
                Deletion: PerturbationCurve.Deletion(network, inputs, attribution, Baseline.Black(network)).Area,
                Insertion: PerturbationCurve.Insertion(network, inputs, attribution, Baseline.Black(network)).Area,
                Infidelity: Infidelity.Of(network, inputs, attribution, Baseline.Black(network), squares: 30),
                Gap: Math.Abs(attribution.Gap));
        }).ToArray();
        Assert.Equal((12, "occlusion"), (report.Digits, report.Method));
        Assert.Equal(expected.Average(of => of.Deletion), report.Deletion.Area, 1e-13);
        Assert.Equal(expected.Average(of => of.Insertion), report.Insertion.Area, 1e-13);
        Assert.Equal(expected.Average(of => of.Infidelity), report.Infidelity, 1e-13);
        Assert.Equal(expected.Average(of => of.Gap), report.MeanGap, 1e-13);
        Assert.Equal($"{report}", $"{Faithfulness.Measure(network, digits, new Occlusion(), Baseline.Black(network), squares: 30)}");
    }

    [Fact]
    public void A_fault_in_one_digit_is_reported_as_it_is()
    {
        Network network = Samples.Network([784, 4, 10], biases: true, seed: 7);
        var error = Assert.Throws<ArgumentException>(() => Faithfulness.Measure(network, Samples.Digits(3, 1), new ExactShapley(),
            Baseline.Black(network)));
        Assert.Contains("up to 16 inputs or tiles", error.Message);
    }

    [Fact]
    public async Task Numbers_are_the_same_on_one_core_and_on_all()
    {
        DigitSet digits = Samples.Digits(6, seed: 5);
        Network network = Samples.Network([784, 12, 10], biases: true, seed: 7);
        var oneCore = new TaskFactory(new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler);
        Assert.Equal(Numbers(), await oneCore.StartNew(Numbers));

        double[] Numbers()
        {
            AttributionMethod sampled = new SampledShapley { Pairs = 9 }, exact = new ExactShapley { Tiles = Tiles.Grid(3, 5) };
            return
            [
                .. sampled.Explain(network, digits[0].Inputs(PixelScale.Tutorial), _target, Baseline.Black(network)).Values,
                .. sampled.Maps(network, digits[0].Inputs(PixelScale.Tutorial), Baseline.Black(network))
                    [0, NodeValue.Activation].Enumerate(),
                .. exact.Explain(network, digits[0].Inputs(PixelScale.Tutorial), _target, Baseline.Black(network)).Values,
                Faithfulness.Measure(network, digits, new IntegratedGradients(), Baseline.Black(network), squares: 50).Infidelity,
                RandomisedWeights.Check(network, digits, new OnePixel(), Baseline.Black(network))[1].RankCorrelation,
            ];
        }
    }

    [Fact]
    public void Random_shares_are_a_control_that_a_method_beats()
    {
        DigitSet digits = Samples.Digits(20, seed: 8);
        Network network = Samples.Network([784, 8, 10], biases: true, seed: 7);
        FaithfulnessReport method = Faithfulness.Measure(network, digits, new IntegratedGradients(), Baseline.Black(network), squares: 30);
        FaithfulnessReport control = Faithfulness.Measure(network, digits, new RandomShares(), Baseline.Black(network), squares: 30);
        Assert.True(method.Deletion.Area < control.Deletion.Area, $"{method}, {control}");
        Assert.True(method.Insertion.Area > control.Insertion.Area, $"{method}, {control}");
        Assert.True(method.Infidelity < control.Infidelity, $"{method}, {control}");
    }

    [Fact]
    public void Random_weights_change_the_shares_of_a_method_that_looks_at_the_weights_only()
    {
        DigitSet digits = Samples.Digits(10, seed: 9);
        Network network = Samples.Network([784, 30, 20, 10], biases: true, seed: 7);
        IReadOnlyList<RandomisedLayers> stages =
            RandomisedWeights.Check(network, digits, new GradientTimesInput(), Baseline.Black(network));
        Assert.Equal([1, 2, 3], stages.Select(stage => stage.Layers));
        Assert.All(stages, stage => Assert.InRange(stage.RankCorrelation, -0.4, 0.4));
        Assert.Equal(stages, RandomisedWeights.Check(network, digits, new GradientTimesInput(), Baseline.Black(network)));
        IReadOnlyList<RandomisedLayers> blind = RandomisedWeights.Check(network, digits, new RandomShares(), Baseline.Black(network));
        Assert.All(blind, stage => Assert.Equal((1.0, 1.0), (stage.RankCorrelation, stage.RankCorrelationOfSizes)));
    }

    [Fact]
    public void An_empty_set_and_a_cancelled_measurement_are_refused()
    {
        Network network = Samples.Network([784, 4, 10], biases: true, seed: 7);
        Assert.Throws<ArgumentException>(() => Faithfulness.Measure(network, Samples.Digits(3, 1).Range(0, 0), new OnePixel(),
            Baseline.Black(network)));
        Assert.Throws<OperationCanceledException>(() => Faithfulness.Measure(network, Samples.Digits(3, 1), new OnePixel(),
            Baseline.Black(network), cancellation: new(canceled: true)));
        Network small = Networks.Of("relu");
        Attribution attribution = new OnePixel().Explain(small, Networks.Picture, _target, Networks.Other);
        var error = Assert.Throws<ArgumentException>(() => Infidelity.Of(small, Networks.Picture, attribution, Networks.Other));
        Assert.Contains("12 inputs", error.Message);
    }
}
