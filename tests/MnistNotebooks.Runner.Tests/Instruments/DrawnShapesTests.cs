using System.Globalization;
using MnistNotebooks.Instruments;
using MnistNotebooks.Runner.Tests.Pages;
using Xunit.Abstractions;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>
/// Digits as people draw them with a mouse, who are not those that MNIST was written by: eighteen shapes, each slanted, turned, scaled and
/// wobbled in twelve ways.
/// </summary>
public sealed class DrawnShapesTests(EnginePage page, ITestOutputHelper output) : IClassFixture<EnginePage>
{
    private const int Ways = 12, PointsPerStretch = 12;

    // Digit, name, and strokes through these places: x and y from 0 to 100, x to the right and y downwards.
    private static readonly (int Digit, string Name, string[] Strokes)[] Shapes =
    [
        (0, "oval", ["50,5 25,20 18,50 25,82 50,95 76,82 82,50 76,20 52,5"]),
        (0, "circle that overlaps", ["60,8 30,15 15,50 30,85 55,93 82,75 85,40 65,12 45,6 35,10"]),
        (1, "plain", ["52,5 50,35 49,65 48,95"]),
        (1, "with flag", ["35,28 45,18 55,5 / 55,5 54,50 53,95"]),
        (1, "with foot", ["38,22 52,6 / 52,6 51,50 50,93", "30,94 50,93 72,94"]),
        (2, "round", ["22,25 35,8 60,6 76,22 70,45 45,70 20,93 / 20,93 50,92 82,92"]),
        (3, "round", ["24,15 45,5 70,12 72,32 48,46 / 48,46 75,58 76,82 50,95 22,85"]),
        (3, "flat on top", ["22,8 50,8 76,8 / 76,8 60,28 45,44 / 45,44 72,55 76,80 50,95 22,86"]),
        (4, "open", ["28,5 24,30 20,55 / 20,55 50,56 80,54", "64,8 62,50 60,95"]),
        (4, "closed", ["62,5 40,32 16,66 / 16,66 50,66 86,64", "62,5 62,50 61,95"]),
        (5, "with bar", ["30,8 28,25 26,44 / 26,44 50,38 74,50 74,78 50,94 22,86", "30,8 50,8 76,7"]),
        (6, "with loop", ["66,6 42,25 26,55 28,82 50,95 72,82 70,60 50,52 28,66"]),
        (6, "one round stroke", ["72,12 45,10 24,40 22,72 44,94 70,86 76,66 58,52 34,58 25,72"]),
        (7, "plain", ["18,10 50,9 82,9 / 82,9 62,48 44,95"]),
        (7, "with bar", ["20,10 50,9 80,9 / 80,9 62,50 46,95", "36,52 54,51 74,50"]),
        (8, "one stroke", ["70,14 48,5 28,18 38,38 60,54 74,76 50,95 26,80 36,58 60,42 74,24 66,10"]),
        (9, "straight", ["70,22 48,6 26,20 28,42 50,50 70,36 70,22 / 70,22 69,60 66,95"]),
        (9, "curved tail", ["70,24 50,6 27,20 28,42 50,50 70,34 70,22 / 70,22 71,60 56,90 30,90"]),
    ];

    [LongBrowserMnistFact]
    public async Task Of_216_wobbled_digits_the_network_of_200_nodes_reads_95_percent()
    {
        Assert.Equal(18, Shapes.Length);
        LivePage live = await page.LiveAsync();
        await live.EvaluateAsync(GlassNetworkContent.ScriptOf(TrainedNetworks.Data).Text);
        await live.EvaluateAsync(Read);
        var random = new Random(1);
        int right = 0;
        foreach (var (digit, name, strokes) in Shapes)
        {
            string drawings = string.Join(',', Enumerable.Range(0, Ways).Select(_ => Wobbled(strokes, random)));
            int[] read = [.. (await live.EvaluateAsync($"[{drawings}].map(read)")).EnumerateArray().Select(said => said.GetInt32())];
            right += read.Count(said => said == digit);
            string wrong = string.Concat(read.Where(said => said != digit).Select(said => $", also {said}"));
            output.WriteLine($"{digit}, {name}: {read.Count(said => said == digit)} of {Ways}{wrong}");
        }
        output.WriteLine($"{right} of {Shapes.Length * Ways}");
        Assert.InRange(right, 0.95 * Shapes.Length * Ways, Shapes.Length * Ways);
    }

    // The pad's pen, its preparation, and the glass network at the end of its training.
    private const string Read = """
        globalThis.read = (canvas => {
          const context = canvas.getContext('2d', { willReadFrequently: true });
          const network = mnistEngine.Network.unpacked(mnistGlassNetwork.at(-1).network);
          Object.assign(context, { lineWidth: canvas.width / 11, lineCap: 'round' });
          return strokes => {
            context.clearRect(0, 0, canvas.width, canvas.height);
            for (const stroke of strokes) {
              for (let i = 1; i < stroke.length; i++) {
                context.beginPath();
                context.moveTo(...stroke[i - 1]);
                context.lineTo(...stroke[i]);
                context.stroke();
              }
            }
            const { width, height } = canvas, { data } = context.getImageData(0, 0, width, height);
            const levels = Uint8Array.from({ length: width * height }, (_, i) => data[4 * i + 3]);
            const pixels = mnistEngine.prepared({ width, height, levels });
            return mnistEngine.indexOfLargest(network.forward(network.inputsOf(pixels)).outputs);
          };
        })(Object.assign(document.createElement('canvas'), { width: 440, height: 440 }));
        0
        """;

    // A JavaScript expression for strokes on a sheet of 440 by 440.
    private static string Wobbled(string[] strokes, Random random)
    {
        double Between(double least, double most) => least + (most - least) * random.NextDouble();
        double turn = Between(-0.17, 0.17), slant = Between(-0.25, 0.25), size = Between(2.2, 3.4), wide = Between(0.8, 1.15);
        double phase = Between(0, 6), otherPhase = Between(0, 6), wobble = Between(0.5, 2);
        return $"[{string.Join(',', strokes.Select(stroke => $"[{string.Join(',', Curve(stroke, random).Select(Placed))}]"))}]";

        string Placed((double X, double Y) place)
        {
            double x = place.X - 50 + wobble * Math.Sin(place.Y / 9 + phase);
            double y = place.Y - 50 + wobble * Math.Sin(place.X / 9 + otherPhase);
            x = wide * x - slant * y;
            double left = 220 + size * (x * Math.Cos(turn) - y * Math.Sin(turn));
            double top = 220 + size * (x * Math.Sin(turn) + y * Math.Cos(turn));
            return string.Create(CultureInfo.InvariantCulture, $"[{left:F1},{top:F1}]");
        }
    }

    // Smooth through its places, each a little moved, but for corners, which a stroke has at a slash (E. Catmull and R. Rom, 1974).
    private static IEnumerable<(double X, double Y)> Curve(string stroke, Random random)
    {
        foreach (string smooth in stroke.Split(" / "))
        {
            (double X, double Y)[] places = [.. smooth.Split(' ').Select(place => place.Split(','))
                .Select(place => (Moved(place[0]), Moved(place[1])))];
            for (int i = 0; i + 1 < places.Length; i++)
            {
                var (before, from) = (places[Math.Max(0, i - 1)], places[i]);
                var (to, after) = (places[i + 1], places[Math.Min(places.Length - 1, i + 2)]);
                for (int step = 0; step <= PointsPerStretch; step++)
                {
                    double t = (double)step / PointsPerStretch;
                    yield return (Between(before.X, from.X, to.X, after.X, t), Between(before.Y, from.Y, to.Y, after.Y, t));
                }
            }
        }

        double Moved(string place) => double.Parse(place, CultureInfo.InvariantCulture) + 4 * (random.NextDouble() - 0.5);

        static double Between(double before, double from, double to, double after, double t) => 0.5 * (2 * from + (to - before) * t
            + (2 * before - 5 * from + 4 * to - after) * t * t + (3 * from - before - 3 * to + after) * t * t * t);
    }
}

/// <summary>A test that opens a page in a browser, with a network that has learned MNIST.</summary>
internal sealed class LongBrowserMnistFactAttribute()
    : ConditionalFactAttribute(Requirement.NotAskedFor, Chromium.Missing, Requirement.MissingMnist);
