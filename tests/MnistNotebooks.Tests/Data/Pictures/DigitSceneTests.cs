using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Data.Pictures;

/// <summary>Digits in each kind of scene, sixty when long tests are asked for: read as the bare digits are, or refused.</summary>
public class DigitSceneTests(DigitSceneTests.Reader reader, Xunit.Abstractions.ITestOutputHelper output)
    : IClassFixture<DigitSceneTests.Reader>
{
    private static readonly int _count = Requirement.NotAskedFor is null ? 60 : 6;

    // Drawn digits are not centred as MNIST's are, so that some are read otherwise on plain paper, too.
    private static readonly int _mostMisread = Requirement.MnistFolder is null ? Math.Max(1, _count / 20) : 1;

    public static TheoryData<string> Scenes => [.. DigitScenes.All.Keys];

    [Theory]
    [MemberData(nameof(Scenes))]
    public void Digits_are_read_as_the_bare_ones_are_or_refused(string name)
    {
        string[] results = [.. Enumerable.Range(0, _count).AsParallel().AsOrdered().Select(i => reader.Read(DigitScenes.All[name], i))];
        int same = results.Count(result => result == Reader.Same), refused = results.Count(result => result == Reader.Refused);
        string summary = $"{name}: {same} read alike, {refused} refused, others: "
            + string.Join(", ", results.Where(result => result is not (Reader.Same or Reader.Refused)));
        output.WriteLine(summary);
        Assert.True(same + refused >= _count - _mostMisread, summary);
    }

    /// <summary>A trained network and what it takes the bare digits for.</summary>
    public sealed class Reader
    {
        public const string Same = "same", Refused = "refused";

        private readonly Network _network = Network.Tutorial();
        private readonly DigitSet _digits;

        public Reader()
        {
            var (train, test) = Requirement.MnistFolder is { } folder && Mnist.Load(folder) is var mnist ? (mnist.Train, mnist.Test)
                : DrawnDigits.Create(train: 10_000, test: _count) is var drawn ? (drawn.Train, drawn.Test) : default;
            Training.Run(_network, train, new() { Epochs = 1 });
            _digits = test.Range(0, _count);
        }

        internal string Read(DigitScenes.Scene scene, int index)
        {
            int bare = Predicted(_digits[index]);
            try
            {
                OwnPicture own = OwnPicture.From(scene(_digits[index].Pixels, new Random(index)));
                int predicted = Predicted(own.ToDigit(0));
                return predicted == bare ? Same : $"{bare} of picture {index} as {predicted}";
            }
            catch (ArgumentException error)
            {
                Assert.Matches("shows (two grounds|no ink|a line close below)", error.Message);
                return Refused;
            }
        }

        private int Predicted(Digit digit) => _network.Forward(digit.Inputs(PixelScale.Tutorial)).Predicted;
    }
}
