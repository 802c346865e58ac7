using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Networks;

/// <summary>The arrays that the tutorial printed, with the eight digits that it printed.</summary>
public class PrintedValuesTests
{
    private const double Tolerance = 1e-8;

    [ReferenceFact]
    public void The_pixels_of_the_first_record_give_its_inputs()
    {
        JsonElement values = Values();
        byte[] pixels = [.. values.GetProperty("firstRecord").GetProperty("pixels").EnumerateArray().Select(pixel => pixel.GetByte())];
        var digit = new Digit(0, 5, pixels);
        Arrays.AssertClose(Array(values, "firstStep", "inputs"), digit.Inputs(PixelScale.Tutorial), Tolerance);
        Arrays.AssertClose(Array(values, "firstStep", "targets"), Targets.OneHot(digit.Label), Tolerance);
    }

    [ReferenceFact]
    public void Sigmoids_turn_the_printed_inputs_into_the_printed_outputs()
    {
        JsonElement values = Values();
        AssertSigmoid(values, "firstStep", "hiddenInputs", "hiddenOutputs");
        AssertSigmoid(values, "firstStep", "finalInputs", "finalOutputs");
        AssertSigmoid(values, "trainedTestRecord455", "finalInputs", "finalOutputs");
    }

    [ReferenceFact]
    public void Targets_minus_outputs_are_the_printed_errors()
    {
        // One layer whose weights are the printed pre-activations, fed with a single 1, has the printed outputs.
        JsonElement values = Values();
        var network = new Network(new Layer(Array(values, "firstStep", "finalInputs").ToColumnMatrix()));
        ForwardPass forward = network.Forward(Vector<double>.Build.Dense(1, 1.0));
        BackwardPass backward = network.Backward(forward, Array(values, "firstStep", "targets"), BackwardRule.Tutorial);
        Arrays.AssertClose(Array(values, "firstStep", "outputErrors"), backward.Layers[^1].Errors, Tolerance);
    }

    [ReferenceFact]
    public void The_trained_network_chose_the_label_that_the_tutorial_printed()
    {
        JsonElement record = Values().GetProperty("trainedTestRecord455");
        var network = new Network(new Layer(Array(Values(), "trainedTestRecord455", "finalInputs").ToColumnMatrix()));
        Assert.Equal(record.GetProperty("label").GetInt32(), network.Forward(Vector<double>.Build.Dense(1, 1.0)).Predicted);
    }

    private static void AssertSigmoid(JsonElement values, string step, string inputs, string outputs) =>
        Arrays.AssertClose(Array(values, step, outputs), Activation.Sigmoid.Apply(Array(values, step, inputs)), Tolerance);

    private static JsonElement Values() =>
        JsonDocument.Parse(File.ReadAllText(Requirement.Reference("tutorial-printed-values.json"))).RootElement;

    private static Vector<double> Array(JsonElement values, string step, string name) =>
        Vector<double>.Build.DenseOfEnumerable(values.GetProperty(step).GetProperty(name).EnumerateArray()
            .Select(value => value.GetDouble()));
}
