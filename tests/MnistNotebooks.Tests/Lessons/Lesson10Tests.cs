using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;
using MnistNotebooks.Influence;
using MnistNotebooks.Lessons;

namespace MnistNotebooks.Tests.Lessons;

/// <summary>What lesson 10 says of MNIST: its verdict, with fewer digits and draws.</summary>
public class Lesson10Tests
{
    private static readonly Lazy<FaithfulnessReport> _ofInk = new(() => Measure(new InkShares()));

    private static readonly Lazy<FaithfulnessReport> _ofShapley = new(() => Measure(new SampledShapley { Pairs = 10 }));

    [MnistFact]
    public void Methods_that_know_the_network_order_the_ink_better_than_the_ink_does()
    {
        foreach (AttributionMethod method in (AttributionMethod[])
            [new OnePixel(), new Occlusion(), new GradientTimesInput(), new DeepLift(), new IntegratedGradients { Points = 20 }])
        {
            FaithfulnessReport report = Measure(method);
            Assert.True(InErrors(Ink.DeletionAreas - report.DeletionAreas) > 5, report.ToString());
            Assert.True(InErrors(report.InsertionAreas - Ink.InsertionAreas) > 5, report.ToString());
        }
    }

    [MnistFact]
    public void Relevance_does_not_and_chance_is_worse()
    {
        FaithfulnessReport relevance = Measure(new LayerwiseRelevance { Epsilon = 0.25 }), dice = Measure(new RandomShares());
        Assert.True(InErrors(relevance.InsertionAreas - Ink.InsertionAreas) < 0);
        Assert.True(InErrors(relevance.DeletionAreas - Shapley.DeletionAreas) > 5);
        Assert.True(InErrors(dice.DeletionAreas - Ink.DeletionAreas) > 5);
    }

    [MnistFact]
    public void One_pixel_at_a_time_knows_the_order_and_not_the_amounts()
    {
        FaithfulnessReport one = Measure(new OnePixel());
        Assert.InRange((one.DeletionAreas - Shapley.DeletionAreas).Average(), -0.5, 0.5);
        Assert.True(one.Infidelities.Average() > 5 * Shapley.Infidelities.Average());
    }

    [MnistFact]
    public void Of_a_ruined_network_the_shape_of_a_map_stays_and_the_colours_go()
    {
        RandomisedLayers ruined = RandomisedWeights.Check(
            Lesson09.Network, AtHand.Digits.Test.Range(0, 10), new GradientTimesInput(), Baseline.Zero(), draws: 5)[^1];
        Assert.True(ruined.Sizes.Minimum() > 0.98);
        Assert.InRange(ruined.SizesOnInk.Average(), 0.3, 0.5);
        Assert.InRange(ruined.OnInk.Average(), -0.08, 0.08);
    }

    private static FaithfulnessReport Ink => _ofInk.Value;

    private static FaithfulnessReport Shapley => _ofShapley.Value;

    private static FaithfulnessReport Measure(AttributionMethod method) =>
        Faithfulness.Measure(Lesson09.Network, AtHand.Digits.Test.Range(0, 40), method, Baseline.Zero(), squares: 50);

    private static double InErrors(Vector<double> differences) =>
        differences.Average() / (differences.StandardDeviation() / Math.Sqrt(differences.Count));
}
