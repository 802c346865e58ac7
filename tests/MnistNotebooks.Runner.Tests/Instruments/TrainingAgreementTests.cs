using System.Runtime.InteropServices;
using System.Text.Json;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;
using MnistNotebooks.Runner.Tests.Pages;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>The engine's training makes the library's steps, on the page and in a worker.</summary>
public sealed class TrainingAgreementTests(EnginePage page) : IClassFixture<EnginePage>
{
    private const int Records = 1_000;

    // The library trains in single precision.
    private const double Tolerance = 1e-4;

    private static DigitSet Digits => TrainedNetworks.Data.Train.Range(0, Records);

    private static string Start => "mnistEngine.createNetwork({ hidden: [100] })";

    public static TheoryData<string> Names => [.. Cases.Keys];

    // A network and its training, here and for the engine.
    private static Dictionary<string, (NetworkDescription, TrainingOptions, string, string)> Cases => new()
    {
        ["the tutorial's rule"] = (Tutorial, new() { Epochs = 1 }, "{ hidden: [100] }", "{}"),
        ["the chain rule"] =
            (Tutorial, new() { Epochs = 1, Rule = BackwardRule.Gradient }, "{ hidden: [100] }", "{ rule: 'gradient' }"),
        ["mini-batches"] = (Tutorial, new() { Epochs = 2, BatchSize = 32, Shuffle = true, Seed = 3, LearningRate = 0.5 },
            "{ hidden: [100] }", "{ epochs: 2, batchSize: 32, shuffle: true, seed: 3, rate: 0.5 }"),
        ["cross-entropy"] = (NetworkDescription.Modern with { Hidden = [64, 32], HiddenActivation = Activation.Tanh },
            new() { Epochs = 1, BatchSize = 7, Rule = BackwardRule.Gradient, Loss = Loss.CrossEntropy },
            "{ hidden: [64, 32], hiddenActivation: 'tanh', outputActivation: 'softmax', biases: true, initialization: 'glorot', "
                + "scale: mnistEngine.UNIT_SCALE }",
            "{ batchSize: 7, rule: 'gradient', loss: 'crossEntropy' }"),
    };

    private static NetworkDescription Tutorial => new() { Hidden = [100] };

    [BrowserTheory]
    [MemberData(nameof(Names))]
    public async Task After_a_thousand_records_every_weight_agrees(string name)
    {
        var (description, options, engineDescription, engineOptions) = Cases[name];
        Network network = description.Create();
        TrainingHistory history = Training.Run(network, Digits, options);
        double[] actual = await page.NumbersAsync($$"""
            (network => {
              const digits = new mnistEngine.SparseDigits({{EnginePage.Script(Digits)}});
              const training = new mnistEngine.Training(network, digits, {{engineOptions}});
              training.run({{Records}} * ({{options.Epochs}} - 1));
              if (training.records > 0) training.takeError();
              training.run(Infinity);
              training.write();
              return [training.takeError(), {{EnginePage.Parameters("network")}}];
            })(mnistEngine.createNetwork({{engineDescription}}))
            """);
        Assert.Equal(history.Epochs[^1].Error, actual[0], 1e-6);
        EnginePage.Close(EnginePage.Parameters(network), actual[1..], Tolerance);
    }

    [BrowserFact]
    public async Task At_a_rate_of_1_the_first_300_steps_are_those_of_the_readable_rule_in_double_precision()
    {
        // Most sigmoids are saturated there, and a weight's difference of 10⁻¹⁶ has become one of 10⁻¹³ after 200 records, of 4·10⁻⁹ after
        // 400 and of 1 after 800 (measured on MNIST), so that 300 is about as far as equal steps can be told from others.
        const int few = 300;
        Network network = new NetworkDescription { Hidden = [15] }.Create();
        foreach (Digit digit in Digits.Range(0, few))
            network.TrainStep(network.InputsOf(digit), Targets.OneHot(digit.Label), learningRate: 1);
        double[] actual = await page.NumbersAsync($$"""
            (network => {
              const digits = new mnistEngine.SparseDigits({{EnginePage.Script(Digits.Range(0, few))}});
              const training = new mnistEngine.Training(network, digits, { rate: 1 });
              training.run(Infinity);
              training.write();
              return {{EnginePage.Parameters("network")}};
            })(mnistEngine.createNetwork({ hidden: [15] }))
            """);
        EnginePage.Close(EnginePage.Parameters(network), actual, 1e-6);
    }

    [LongBrowserFact]
    public async Task A_worker_trains_as_the_page_does_and_says_how_it_goes()
    {
        LivePage live = await page.LiveAsync();
        JsonElement answer = await live.EvaluateAsync($$"""
            (async () => {
              const all = await mnistEngine.readDigits(mnistDigits);
              const digits = { pixels: all.train.pixels.subarray(0, 784 * {{Records}}), labels: all.train.labels.subarray(0, {{Records}}) };
              const onPage = {{Start}}, training = new mnistEngine.Training(onPage, new mnistEngine.SparseDigits(digits));
              training.run(Infinity);
              training.write();
              const worker = new mnistEngine.TrainingWorker(mnistEngine.script), told = [];
              const job = { network: {{Start}}.parts, digits, test: all.test, recordsPerTest: 500, sendsWeights: true };
              const done = await worker.train(job, progress => told.push(progress));
              const again = await worker.train(job);
              worker.close();
              const values = network => network.layers.map(layer => Array.from(layer.weights)).flat();
              return {
                isSame: [done, again].every(({ network }) => packed(values(network)) === packed(values(onPage))),
                isStopped: done.isStopped,
                records: done.records,
                errors: told.flatMap(({ errors }) => errors),
                accuracies: told.flatMap(({ accuracies }) => accuracies),
                weights: packed(told.at(-1).weights),
                accuracy: training.accuracy(new mnistEngine.SparseDigits(all.test)),
              };
            })()
            """);
        Assert.True(answer.GetProperty("isSame").GetBoolean());
        Assert.False(answer.GetProperty("isStopped").GetBoolean());
        Assert.Equal(Records, answer.GetProperty("records").GetInt32());

        Network network = Tutorial.Create();
        TrainingHistory history = Training.Run(network, Digits, new() { Epochs = 1 });
        JsonElement[] errors = [.. answer.GetProperty("errors").EnumerateArray()];
        Assert.Equal([250, 500, 750, 1000], errors.Select(point => point.GetProperty("records").GetInt32()));
        Assert.Equal(history.Epochs[0].Error, errors.Average(point => point.GetProperty("error").GetDouble()), 1e-6);
        JsonElement[] accuracies = [.. answer.GetProperty("accuracies").EnumerateArray()];
        Assert.Equal([500, 1000], accuracies.Select(point => point.GetProperty("records").GetInt32()));
        Assert.Equal(answer.GetProperty("accuracy").GetDouble(), accuracies[^1].GetProperty("accuracy").GetDouble());
        DigitSet test = TrainedNetworks.Data.Test.Range(0, Math.Min(TrainedNetworks.Data.Test.Count, 1_000));
        Assert.Equal(network.Score(test).Accuracy, accuracies[^1].GetProperty("accuracy").GetDouble(), 0.0011);
        double[] weights = MemoryMarshal.Cast<byte, double>(answer.GetProperty("weights").GetBytesFromBase64()).ToArray();
        EnginePage.Close(EnginePage.Rows(network.Layers[0].Weights), weights, Tolerance);
        Assert.Empty(live.Errors);
    }

    [BrowserFact]
    public async Task A_training_in_a_worker_can_be_stopped_and_another_one_follows()
    {
        double[] numbers = await page.NumbersAsync($$"""
            await (async digits => {
              const worker = new mnistEngine.TrainingWorker(mnistEngine.script), network = {{Start}}.parts;
              const stopped = await worker.train({ network, digits, options: { epochs: 1e6 } }, () => worker.stop());
              const whole = await worker.train({ network, digits });
              worker.close();
              return [stopped, whole].flatMap(done => [Number(done.isStopped), done.records]);
            })({{EnginePage.Script(Digits)}})
            """);
        Assert.Equal(1, numbers[0]);
        Assert.InRange(numbers[1], 1, 1e8);
        Assert.Equal([0, Records], numbers[2..]);
    }

    [BrowserFact]
    public async Task A_learning_rate_that_is_much_too_large_is_told()
    {
        LivePage live = await page.LiveAsync();
        JsonElement told = await live.EvaluateAsync($$"""
            (async digits => {
              const worker = new mnistEngine.TrainingWorker(mnistEngine.script);
              const description = { hidden: [10], hiddenActivation: 'identity', outputActivation: 'identity' };
              const network = mnistEngine.createNetwork(description).parts;
              return worker.train({ network, digits, options: { rate: 1000, rule: 'gradient' } }).then(() => '', error => error.message)
                .finally(() => worker.close());
            })({{EnginePage.Script(Digits)}})
            """);
        Assert.Matches(@"^Weights overflowed by record \d+ of 1000; the learning rate is too large\.$", told.GetString());
    }
}
