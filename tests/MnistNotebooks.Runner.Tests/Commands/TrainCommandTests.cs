using System.Text.Json;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;
using MnistNotebooks.Runner.Commands;

namespace MnistNotebooks.Runner.Tests.Commands;

public sealed class TrainCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public TrainCommandTests() => FewDigits.Write(_folder["few"]);

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task Json_is_one_object_with_what_was_measured_and_nothing_else()
    {
        Assert.Equal(0, await TrainAsync("--hidden", "30", "--rate", "0.2", "--epochs", "3", "--seed", "7", "--json"));
        JsonElement report = JsonElement.Parse(_output.ToString());
        Assert.Equal(
            [
                "data", "hidden", "rate", "epochs", "seed", "loadSeconds", "seconds", "microsecondsPerRecord",
                "errorPerEpoch", "testAccuracy", "peakMemoryBytes",
            ],
            report.EnumerateObject().Select(property => property.Name));
        Assert.Equal((30, 0.2, 3, 7), (Number("hidden"), Number("rate"), Number("epochs"), Number("seed")));
        Assert.Equal(
            Number("seconds") * 1e6 / (3 * FewDigits.Train), Number("microsecondsPerRecord"), Number("microsecondsPerRecord") * 1e-6);
        Assert.True(Number("loadSeconds") > 0 && Number("peakMemoryBytes") > 1_000_000);

        Network network = Network.Tutorial(30, seed: 7);
        MnistData digits = Mnist.Load(_folder["few"]);
        Assert.Equal(digits.Source.Description, report.GetProperty("data").GetString());
        TrainingHistory history = Training.Run(network, digits.Train, new() { LearningRate = 0.2, Epochs = 3 });
        Assert.Equal(
            history.Epochs.Select(epoch => epoch.Error),
            report.GetProperty("errorPerEpoch").EnumerateArray().Select(error => error.GetDouble()));
        Assert.Equal(network.Score(digits.Test).Accuracy, Number("testAccuracy"));

        double Number(string name) => report.GetProperty(name).GetDouble();
    }

    [Fact]
    public async Task Without_json_there_is_a_line_for_the_data_each_epoch_and_the_result()
    {
        Assert.Equal(0, await TrainAsync("--hidden", "5", "--epochs", "2"));
        string[] lines = _output.ToString().Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.StartsWith("epoch 1: error ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("epoch 2: error ", lines[2], StringComparison.Ordinal);
        Assert.Matches(@"^Test accuracy 0\.\d{4} on 20 digits; training took \d+\.\d\d s, \d+\.\d µs a record\.$", lines[3]);
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public async Task The_trained_weights_are_saved_under_the_tutorials_names()
    {
        Assert.Equal(0, await TrainAsync("--hidden", "30", "--epochs", "1", "--save", _folder["weights.npz"]));
        Network network = Network.Tutorial(30);
        Training.Run(network, Mnist.Load(_folder["few"]).Train, new() { Epochs = 1 });
        Npz saved = Npz.Load(_folder["weights.npz"]);
        Assert.Equal(["wih", "who"], saved.Names);
        Assert.Equal(network.Layers[0].Weights, saved["wih"].ToMatrix(30, 784));
        Assert.Equal(network.Layers[1].Weights, saved["who"].ToMatrix(10, 30));
    }

    [Fact]
    public async Task A_place_that_cannot_be_saved_to_is_refused_before_training()
    {
        string file = _folder[Path.Combine("none", "weights.npz")];
        Assert.Equal(2, await TrainAsync("--save", file));
        Assert.Equal(("", $"{file}: there is no folder for this file.\n"), (_output.ToString(), _error.ToString()));
    }

    private Task<int> TrainAsync(params string[] options) =>
        CommandLine.InvokeAsync(["train", "--data", _folder["few"], .. options], _output, _error);
}
