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
        Assert.Equal(101, deletion.Fractions.Count);
        Assert.Equal((0, 1), (deletion.Fractions[0], deletion.Fractions[^1]));
        // Of 12 inputs every third is exchanged at a whole hundredth: after 3, 6 and 9 of them.
        foreach (int exchanged in (int[])[0, 3, 6, 9, 12])
        {
            Vector<double> deleted = Networks.Picture.Clone(), inserted = Networks.Other.Clone();
            foreach (int input in order.Take(exchanged))
            {
                deleted[input] = Networks.Other[input];
                inserted[input] = Networks.Picture[input];
            }
            int step = 100 * exchanged / 12;
            Assert.Equal(exchanged / 12.0, deletion.Fractions[step], 1e-15);
            Assert.Equal(_target.Of(network.Forward(deleted)), deletion.Values[step], 1e-13);
            Assert.Equal(_target.Of(network.Forward(inserted)), insertion.Values[step], 1e-13);
        }
    }

    [Fact]
    public void Paper_has_no_turn_however_its_shares_are()
    {
        Network network = Networks.Of("sigmoid");
        Vector<double> inputs = Networks.Picture.Clone();
        for (int input = 2; input < Networks.Inputs; input++)
            inputs[input] = Networks.Other[input];
        Vector<double> one = inputs.Clone();
        one[1] = Networks.Other[1];
        // Two pixels have ink, and number 1 goes first; shares of paper, large or small, change nothing.
        foreach (double paper in (double[])[-9, 0.5, 9])
        {
            var shares = Vector<double>.Build.Dense(12, input => input < 2 ? input : paper);
            PerturbationCurve curve = PerturbationCurve.Deletion(network, inputs, new(_target, shares, 0, 0), Networks.Other);
            double before = _target.Of(network.Forward(inputs)), half = _target.Of(network.Forward(one));
            Assert.Equal(half, curve.Values[50], 1e-13);
            Assert.Equal((before + half) / 2, curve.Values[25], 1e-13);
        }
        PerturbationCurve empty = PerturbationCurve.Insertion(network, Networks.Other, new(_target, inputs, 0, 0), Networks.Other);
        Assert.Single(empty.Values.Distinct());
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
                new Occlusion().Explain(network, inputs, Faithfulness.Winning(network.Forward(inputs)), Baseline.Black(network));
            return (
                Deletion: PerturbationCurve.Deletion(network, inputs, attribution, Baseline.Black(network)).Area,
                Insertion: PerturbationCurve.Insertion(network, inputs, attribution, Baseline.Black(network)).Area,
                Infidelity: Infidelity.Of(network, inputs, attribution, Baseline.Black(network), squares: 30),
                Gap: Math.Abs(attribution.Gap));
        }).ToArray();
        Assert.Equal("occlusion", report.Method);
        Assert.Equal(expected.Average(of => of.Deletion), report.Deletion.Area, 1e-13);
        Assert.Equal(expected.Average(of => of.Insertion), report.Insertion.Area, 1e-13);
        Arrays.AssertClose(Numbers(expected.Select(of => of.Deletion)), report.DeletionAreas, 1e-13);
        Arrays.AssertClose(Numbers(expected.Select(of => of.Insertion)), report.InsertionAreas, 1e-13);
        Arrays.AssertClose(Numbers(expected.Select(of => of.Infidelity)), report.Infidelities, 1e-13);
        Arrays.AssertClose(Numbers(expected.Select(of => of.Gap)), report.Gaps, 1e-13);
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
                .. Faithfulness.Measure(network, digits, new IntegratedGradients(), Baseline.Black(network), squares: 50).Infidelities,
                .. RandomisedWeights.Check(network, digits, new OnePixel(), Baseline.Black(network), draws: 2)[1].OnInk,
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
        Assert.True(method.Infidelities.Average() < control.Infidelities.Average(), $"{method}, {control}");
    }

    [Fact]
    public void The_controls_know_the_ink_and_nothing_else()
    {
        Vector<double> inputs = Networks.Picture.Clone();
        inputs[3] = Networks.Other[3];
        Attribution ink = new InkShares().Explain(Networks.Of("softmax"), inputs, _target, Networks.Other);
        Attribution dice = new RandomShares().Explain(Networks.Of("softmax"), inputs, _target, Networks.Other);
        Assert.Equal(inputs - Networks.Other, ink.Values);
        Assert.Equal(ink.Values, new InkShares().Explain(Networks.Of("relu"), inputs, _target, Networks.Other).Values);
        Assert.Equal(dice.Values, new RandomShares().Explain(Networks.Of("relu"), inputs, _target, Networks.Other).Values);
        Assert.Equal([3], Enumerable.Range(0, Networks.Inputs).Where(input => dice.Values[input] == 0));
    }

    [Fact]
    public void Random_weights_take_the_colours_and_leave_the_shape()
    {
        DigitSet digits = Samples.Digits(10, seed: 9);
        Network network = Samples.Network([784, 30, 20, 10], biases: true, seed: 7);
        IReadOnlyList<RandomisedLayers> stages =
            RandomisedWeights.Check(network, digits, new GradientTimesInput(), Baseline.Black(network), draws: 3);
        Assert.Equal([1, 2, 3], stages.Select(stage => stage.Layers));
        Assert.All(stages, stage => Assert.Equal(3, stage.OnInk.Distinct().Count()));
        Assert.InRange(stages[2].OnInk.Average(), -0.1, 0.1);
        Assert.All(stages, stage => Assert.All(stage.Sizes, (alike, draw) => Assert.True(alike > stage.SizesOnInk[draw] - 1e-12)));
        Assert.Equal(stages[1].OnInk,
            RandomisedWeights.Check(network, digits, new GradientTimesInput(), Baseline.Black(network), draws: 3)[1].OnInk);
        foreach (AttributionMethod blind in (AttributionMethod[])[new InkShares(), new RandomShares()])
        {
            Assert.All(RandomisedWeights.Check(network, digits, blind, Baseline.Black(network), draws: 2), stage =>
                Assert.All(stage.OnInk.Concat(stage.SizesOnInk).Concat(stage.Sizes), alike => Assert.Equal(1, alike, 1e-12)));
        }
    }

    [Fact]
    public void A_ruined_network_keeps_its_first_layers_and_the_size_of_its_weights()
    {
        Network network = Samples.Network([784, 30, 20, 10], biases: true, seed: 7);
        Network ruined = RandomisedWeights.Ruined(network, layers: 2);
        Assert.Same(network.Layers[0], ruined.Layers[0]);
        Assert.Equal(network.Layers[1].Weights.FrobeniusNorm(), ruined.Layers[1].Weights.FrobeniusNorm(),
            0.2 * network.Layers[1].Weights.FrobeniusNorm());
        Assert.NotEqual(network.Layers[2].Weights, ruined.Layers[2].Weights);
        Assert.Equal(ruined.Layers[2].Weights, RandomisedWeights.Ruined(network, layers: 1).Layers[2].Weights);
        Assert.Equal(network.Scale, ruined.Scale);
        Assert.Throws<ArgumentOutOfRangeException>(() => RandomisedWeights.Ruined(network, layers: 4));
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

    private static Vector<double> Numbers(IEnumerable<double> numbers) => Vector<double>.Build.DenseOfEnumerable(numbers);
}
