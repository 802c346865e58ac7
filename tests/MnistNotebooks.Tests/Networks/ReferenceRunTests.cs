using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Networks;

/// <summary>The first step and the first 1,000 records of the tutorial's training, against NumPy's arrays.</summary>
public class ReferenceRunTests
{
    [MnistReferenceFact]
    public void The_first_step_gives_every_array_of_the_reference()
    {
        Network network = Start();
        Npz expected = Npz.Load(Requirement.Reference("tutorial", "first-step.npz"));
        Digit digit = RealMnist.Train[0];
        TrainingStep step = network.TrainStep(digit.Inputs(PixelScale.Tutorial), Targets.OneHot(digit.Label), 0.1, BackwardRule.Tutorial);
        (LayerForward hidden, LayerForward final) = (step.Forward.Layers[0], step.Forward.Layers[1]);
        (LayerBackward wih, LayerBackward who) = (step.Backward.Layers[0], step.Backward.Layers[1]);
        Check("hidden_inputs", hidden.PreActivations);
        Check("hidden_outputs", hidden.Activations);
        Check("final_inputs", final.PreActivations);
        Check("final_outputs", final.Activations);
        Check("output_errors", who.Errors);
        Check("hidden_errors", wih.Errors);
        Check("wih_change_row0", 0.1 * wih.WeightDirections.Row(0));
        Arrays.AssertClose(expected["who_change"].ToMatrix(), 0.1 * who.WeightDirections, 1e-12);
        Arrays.AssertClose(Start().Layers[1].Weights + expected["who_change"].ToMatrix(), network.Layers[1].Weights, 1e-12);

        void Check(string name, Vector<double> actual) => Arrays.AssertClose(expected[name].ToVector(), actual, 1e-12);
    }

    [MnistReferenceFact]
    public void The_readable_form_has_the_references_weights_after_1000_records()
    {
        Network network = Start();
        RunningMetrics metrics = Readable.Epoch(network, RealMnist.Train.Range(0, 1000), new());
        AssertReference(network, metrics.MeanError, 1e-9);
    }

    [MnistReferenceFact]
    public void Training_has_the_references_weights_after_1000_records_in_single_precision()
    {
        Network network = Start();
        TrainingHistory history = Training.Run(network, RealMnist.Train.Range(0, 1000), new() { Epochs = 1 });
        AssertReference(network, history.Epochs[0].Error, 1e-4);
    }

    [MnistReferenceFact]
    public void On_MNIST_the_tutorials_rule_is_four_times_the_gradient_in_nearly_its_direction()
    {
        Network network = Start();
        Digit digit = RealMnist.Train[0];
        ForwardPass forward = network.Forward(digit.Inputs(PixelScale.Tutorial));
        Matrix<double> tutorial = Wih(BackwardRule.Tutorial), gradient = Wih(BackwardRule.Gradient);
        double norms = tutorial.FrobeniusNorm() * gradient.FrobeniusNorm();
        Assert.InRange(tutorial.FrobeniusNorm() / gradient.FrobeniusNorm(), 4, 5);
        Assert.InRange(tutorial.PointwiseMultiply(gradient).Enumerate().Sum() / norms, 0.99, 0.9999);

        Matrix<double> Wih(BackwardRule rule) => network.Backward(forward, Targets.OneHot(digit.Label), rule).Layers[0].WeightDirections;
    }

    [MnistFact]
    public void The_tutorials_training_reaches_97_percent()
    {
        Network network = Network.Tutorial();
        TrainingHistory history = Training.Run(network, RealMnist.Train, new(), RealMnist.Test);
        Assert.InRange(history.Epochs[4].TestAccuracy!.Value, 0.970, 0.985);
        Assert.All(history.Epochs.Zip(history.Epochs.Skip(1)), pair => Assert.True(pair.Second.Error < pair.First.Error));
    }

    private static void AssertReference(Network network, double error, double tolerance)
    {
        JsonElement expected = JsonDocument.Parse(File.ReadAllText(Requirement.Reference("tutorial", "expected.json"))).RootElement;
        Assert.Equal(expected.GetProperty("meanSquaredErrorSum").GetDouble(), error, tolerance);
        Arrays.AssertClose(Npy.Load(Requirement.Reference("tutorial", "wih-after-1000.npy")).ToMatrix(), network.Layers[0].Weights,
            tolerance);
        Arrays.AssertClose(Npy.Load(Requirement.Reference("tutorial", "who-after-1000.npy")).ToMatrix(), network.Layers[1].Weights,
            tolerance);
        Assert.Equal(expected.GetProperty("testAccuracyAfter1000").GetDouble(), network.Score(RealMnist.Test).Accuracy, 1e-12);
    }

    private static Network Start() => new(
        new Layer(Npy.Load(Requirement.Reference("tutorial", "wih-start.npy")).ToMatrix(200, 784)),
        new Layer(Npy.Load(Requirement.Reference("tutorial", "who-start.npy")).ToMatrix(10, 200)));
}
