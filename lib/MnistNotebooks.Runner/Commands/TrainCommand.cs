using System.CommandLine;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Runner.Commands;

/// <summary>train: the tutorial's training and score.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var standard = new TrainingOptions();
        Option<int> hidden = NumberOption.Create(
            "--hidden", "N", "Nodes of the hidden layer.", standard: 200, smallest: 1, largest: 100_000);
        Option<double> rate = NumberOption.Create(
            "--rate", "R", "The learning rate.", standard.LearningRate, smallest: 1e-9, largest: 1000);
        Option<int> epochs = NumberOption.Create(
            "--epochs", "N", "How often all training digits are passed through.", standard.Epochs, smallest: 1, largest: 100_000);
        Option<int> seed = NumberOption.Create(
            "--seed", "N", "What the first weights are drawn from.", standard: 1, smallest: int.MinValue, largest: int.MaxValue);
        Option<string?> data = DataOption.Create();
        var save = new Option<string?>("--save")
        {
            HelpName = "FILE.npz",
            Description = "Where the trained weights go, as NumPy arrays wih and who.",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object and nothing else." };

        var command = new Command("train", "Trains the tutorial's network and tells how well it reads the test digits.")
        {
            hidden, rate, epochs, seed, data, save, json,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var options = new TrainingOptions { LearningRate = parsed.GetValue(rate), Epochs = parsed.GetValue(epochs) };
            var run = new TrainingRun(parsed.GetValue(hidden), parsed.GetValue(seed), options, parsed.GetValue(save));
            InvocationConfiguration console = parsed.InvocationConfiguration;
            // On another thread, so that Ctrl-C is heard while training keeps this one busy.
            return Task.Run(
                () => run.Execute(parsed.GetValue(data), parsed.GetValue(json), console.Output, console.Error, cancellation),
                cancellation);
        });
        return command;
    }
}
