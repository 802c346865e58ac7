using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Instruments;
using MnistNotebooks.Networks;
using MnistNotebooks.Runner.Tests.Pages;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>The engine's networks are the library's: from the start weights to the gradients.</summary>
public sealed class NetworkAgreementTests(EnginePage page) : IClassFixture<EnginePage>
{
    // Both sum in double precision, in another order.
    private const double Tolerance = 1e-6;

    private static readonly (Network Network, BackwardRule Rule, Loss Loss)[] Cases =
    [
        (TrainedNetworks.Tutorial, BackwardRule.Tutorial, Loss.SquaredError),
        (TrainedNetworks.Tutorial, BackwardRule.Gradient, Loss.SquaredError),
        (TrainedNetworks.Modern, BackwardRule.Gradient, Loss.CrossEntropy),
        (TrainedNetworks.Modern, BackwardRule.Gradient, Loss.SquaredError),
        (TrainedNetworks.Linear, BackwardRule.Tutorial, Loss.SquaredError),
        (TrainedNetworks.Linear, BackwardRule.Gradient, Loss.SquaredError),
    ];

    [BrowserFact]
    public async Task Sums_and_values_of_a_forward_pass_agree()
    {
        Network[] all = [TrainedNetworks.Tutorial, TrainedNetworks.Modern, TrainedNetworks.Linear, TrainedNetworks.Odd];
        foreach (Network network in all)
        {
            ForwardPass[] passes = [.. TrainedNetworks.Digits.Take(5).Select(digit => network.Forward(network.InputsOf(digit)))];
            double[] expected = [.. passes.SelectMany(pass => pass.Layers)
                .SelectMany(layer => layer.PreActivations.Concat(layer.Activations))];
            string pixels = EnginePage.Script(TrainedNetworks.Digits.Range(0, 5).Pixels);
            double[] actual = await page.NumbersAsync($$"""
                (network => (all => [0, 1, 2, 3, 4].map(i => network.forward(network.inputsOf(all.subarray(784 * i, 784 * i + 784))).layers
                  .map(({ sums, values }) => [sums, values])))({{pixels}}))({{EnginePage.Script(network)}})
                """);
            EnginePage.Close(expected, actual, Tolerance);
        }
    }

    [BrowserFact]
    public async Task Errors_and_deltas_of_both_rules_agree()
    {
        foreach (var (network, rule, loss) in Cases)
        {
            Digit digit = TrainedNetworks.Digits[0];
            Vector<double> targets = loss.TargetsOf(digit.Label, network.Outputs);
            BackwardPass back = network.Backward(network.Forward(network.InputsOf(digit)), targets, rule, loss);
            double[] actual = await page.NumbersAsync($$"""
                (network => mnistEngine.backward(network, network.forward(network.inputsOf({{EnginePage.Script(digit.Pixels)}})),
                  mnistEngine.targetsOf('{{Name(loss)}}', {{digit.Label}}, 10), {{Options(rule, loss)}})
                  .map(({ errors, deltas }) => [errors, deltas]))({{EnginePage.Script(network)}})
                """);
            double[] expected = [.. back.Layers.SelectMany(layer => layer.Errors.Concat(layer.Deltas))];
            // What cross-entropy divides by may be small, and its quotient large.
            EnginePage.Close(expected, actual, Tolerance * Math.Max(1, expected.Max(Math.Abs)));
        }
    }

    [LongBrowserFact]
    public async Task Gradients_of_a_mini_batch_agree_and_so_does_the_step_that_follows()
    {
        const double penalty = 0.01, rate = 0.3;
        foreach (var (network, rule, loss) in Cases)
        {
            DigitSet digits = TrainedNetworks.Digits.Range(0, 3);
            var targets = Matrix<double>.Build.DenseOfColumnVectors(digits.Select(digit => loss.TargetsOf(digit.Label, network.Outputs)));
            Gradients gradients = Gradients.Of(network, digits.Inputs(network.Scale).Transpose(), targets, loss, penalty, rule);
            double[] slopes = [.. gradients.Layers.SelectMany(layer =>
                EnginePage.Rows(layer.Weights).Concat(layer.Biases ?? Enumerable.Empty<double>()))];
            double[] after = [.. EnginePage.Parameters(network).Zip(slopes, (value, slope) => value - rate * slope)];
            double[] actual = await page.NumbersAsync($$"""
                ((network, digits) => {
                  const records = [0, 1, 2].map(i => ({ inputs: network.inputsOf(digits.pixels.subarray(784 * i, 784 * i + 784)),
                    targets: mnistEngine.targetsOf('{{Name(loss)}}', digits.labels[i], 10) }));
                  const slopes = mnistEngine.gradients(network, records, {{Options(rule, loss)}});
                  mnistEngine.descend(network, slopes.layers, {{rate}});
                  return [slopes.loss, {{EnginePage.Parameters("slopes")}}, {{EnginePage.Parameters("network")}}];
                })({{EnginePage.Script(network)}}, {{EnginePage.Script(digits)}})
                """);
            EnginePage.Close([gradients.Loss, .. slopes, .. after], actual, Tolerance);
        }

        string Options(BackwardRule rule, Loss loss) => NetworkAgreementTests.Options(rule, loss).Replace("}", $", l2: {penalty} }}");
    }

    [BrowserTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Start_weights_of_a_seed_are_the_librarys(int seed)
    {
        foreach (Initialization initialization in Enum.GetValues<Initialization>())
        {
            var description = new NetworkDescription { Hidden = [100], Initialization = initialization, Seed = seed };
            double[] expected = EnginePage.Parameters(description.Create());
            string name = initialization.ToString().ToLowerInvariant();
            string made = $"mnistEngine.createNetwork({{ hidden: [100], initialization: '{name}', seed: {seed} }})";
            double[] actual = await page.NumbersAsync(EnginePage.Parameters(made));
            // In single precision, in which networks train, they are the same. In double precision the logarithms of two systems may
            // differ in their last bit.
            Assert.Equal(expected.Select(weight => (float)weight), actual.Select(weight => (float)weight));
            Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, LastBit(pair.First)));
            Assert.InRange(expected.Zip(actual).Count(pair => pair.First != pair.Second), 0, expected.Length / 100);
        }

        static double LastBit(double weight) => Math.BitIncrement(Math.Abs(weight)) - Math.Abs(weight);
    }

    [BrowserFact]
    public async Task Orders_of_shuffled_epochs_are_the_librarys()
    {
        foreach (var (count, seed, epoch) in ((int, int, int)[])[(1_000, 1, 1), (257, 2, 3), (10, -5, 1)])
        {
            double[] expected = [.. Training.Shuffled(count, seed, epoch).Select(record => (double)record)];
            Assert.Equal(expected, await page.NumbersAsync($"mnistEngine.shuffled({count}, {seed}, {epoch})"));
        }
    }

    [BrowserFact]
    public async Task Packed_weights_are_off_by_the_error_that_is_stated()
    {
        Network network = TrainedNetworks.Modern;
        foreach (Func<Matrix<double>, PackedWeights> pack in (Func<Matrix<double>, PackedWeights>[])
            [PackedWeights.In18Bits, PackedWeights.In8Bits])
        {
            string stored = PackedNetwork.Of(network, pack).ToJsonString();
            double[] actual = await page.NumbersAsync($"mnistEngine.Network.unpacked({stored}).layers.map(layer => layer.weights)");
            double[] expected = [.. network.Layers.SelectMany(layer => EnginePage.Rows(layer.Weights))];
            double error = network.Layers.Max(layer => pack(layer.Weights).Error);
            EnginePage.Close(expected, actual, error);
            Assert.True(error > 0);
        }
    }

    [BrowserFact]
    public async Task The_script_defines_its_names_once_however_often_it_runs()
    {
        LivePage live = await page.LiveAsync();
        string again = System.Text.Json.JsonSerializer.Serialize(InstrumentScript.Engine);
        Assert.True((await live.EvaluateAsync($"(before => ((0, eval)({again}), before === mnistEngine))(mnistEngine)")).GetBoolean());
        Assert.Empty(live.Errors);
    }

    private static string Name(Loss loss) => loss == Loss.CrossEntropy ? "crossEntropy" : "squaredError";

    private static string Options(BackwardRule rule, Loss loss) =>
        $"{{ rule: '{rule.ToString().ToLowerInvariant()}', loss: '{Name(loss)}' }}";
}
