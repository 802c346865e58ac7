using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Data.Pictures;

public sealed class OwnPictureTests : IDisposable
{
    private static readonly DigitSet _drawn = DrawnDigits.Create(train: 1, test: 20).Test;

    private static readonly Dictionary<string, Scene> _scenes = new()
    {
        ["white paper"] = new(284, 324),
        ["black paper"] = new(284, 324) { Paper = 20, Ink = 235 },
        ["grey paper"] = new(260, 260) { Paper = 140, Ink = 50 },
        ["pencil"] = new(300, 300) { Paper = 225, Ink = 150, Grain = 5 },
        ["fading light"] = new(300, 280) { Fading = 0.5 },
        ["a shadow"] = new(300, 280) { Shadow = 0.3, Grain = 5 },
        ["a shadow on a blackboard"] = new(300, 280) { Paper = 60, Ink = 210, Shadow = 0.3, Grain = 5 },
        ["coarse grain"] = new(300, 280) { Grain = 20 },
        ["much paper"] = new(900, 700) { Fading = 0.3 },
        ["no margin"] = new(224, 224),
    };

    private static readonly Scene _clean = new(284, 284) { Paper = 255, Ink = 0, Grain = 0 };

    private static readonly GreyPicture[] _fromClean =
        [.. _drawn.Select(digit => OwnPicture.From(_clean.PhotographSmooth(digit.Pixels, times: 8)).Centred)];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Scenes => [.. _scenes.Keys];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Scenes))]
    public void Paper_and_light_make_no_difference(string name)
    {
        Scene scene = _scenes[name];
        double[] differences = new double[_drawn.Count];
        for (int i = 0; i < _drawn.Count; i++)
        {
            OwnPicture own = OwnPicture.From(scene.PhotographSmooth(_drawn[i].Pixels, times: 8, seed: i));
            Assert.Equal(scene.Paper > scene.Ink, own.IsPaperLight);
            differences[i] = ShiftedDifference(_fromClean[i], own.Centred);
        }
        Assert.True(differences.Average() < 8
            && differences.Max() < 16,
            $"{name}: digits differ by {differences.Average():F1} grey levels on average, {differences.Max():F1} at most.");
    }

    [LongMnistFact]
    public void Mnist_digits_drawn_eight_times_as_large_come_back_and_a_trained_network_reads_them()
    {
        MnistData mnist = Mnist.Load(Requirement.MnistFolder);
        Network network = Network.Tutorial();
        Training.Run(network, mnist.Train, new() { Epochs = 1 });
        DigitSet digits = mnist.Test.Range(0, 500);

        OwnPicture[] own = [.. Enumerable.Range(0, digits.Count).AsParallel().AsOrdered()
            .Select(i => OwnPicture.From(_scenes["white paper"].PhotographDots(digits[i].Pixels, dot: 8, seed: i)))];

        double[] differences = [.. own.Select((picture, i) => Difference(digits.PixelsOf(i), picture.Centred))];
        Assert.InRange(differences.Average(), 0, 2.5);
        Assert.InRange(differences.Max(), 0, 30); // Some of MNIST's digits are a pixel off their own centre of mass.

        double right = own.Select((picture, i) =>
            network.Forward(picture.ToDigit(digits.Labels[i]).Inputs(PixelScale.Tutorial)).Predicted == digits.Labels[i] ? 1.0 : 0)
            .Average();
        Assert.InRange(right, 0.95, 1);
        Assert.InRange(right, network.Score(digits).Accuracy - 0.01, 1);

        double forgotten =
            own.Select((picture, i) =>
            network.Forward(picture.Grey.Scaled(28, 28).ToDigit(0).Inputs(PixelScale.Tutorial)).Predicted == digits.Labels[i] ? 1.0 : 0)
            .Average();
        Assert.InRange(forgotten, 0, 0.4);
    }

    [Fact]
    public void Every_stage_does_its_part()
    {
        Scene scene = _scenes["fading light"];
        GreyPicture photograph = scene.PhotographSmooth(_drawn[3].Pixels, times: 8);
        OwnPicture own = OwnPicture.From(photograph);

        Assert.Same(photograph, own.Grey);
        Assert.Equal(photograph.Inverted().Pixels, own.Inverted.Pixels);

        Assert.Equal((scene.Width, scene.Height), (own.Levelled.Width, own.Levelled.Height));
        Assert.Equal(0, own.Levelled.Row(0)[0]);
        Assert.Equal(0, own.Levelled.Row(scene.Height - 1)[scene.Width - 1]);
        double ink = _drawn[3].Pixels.Sum(level => level / 255.0) * 64;
        Assert.InRange(own.Levelled.Pixels.ToArray().Sum(level => level / 255.0), 0.85 * ink, 1.2 * ink);

        GreyPicture cropped = own.Cropped;
        Assert.Contains(cropped.Row(0).ToArray(), level => level >= 128);
        Assert.Contains(cropped.Row(cropped.Height - 1).ToArray(), level => level >= 128);
        Assert.True(cropped.Image().Column(0).Maximum() >= 128 && cropped.Image().Column(cropped.Width - 1).Maximum() >= 128);

        Assert.Equal(20, Math.Max(own.Fitted.Width, own.Fitted.Height));
        Assert.Equal((double)cropped.Width / cropped.Height, (double)own.Fitted.Width / own.Fitted.Height, 0.05);
        Assert.Equal(255, own.Fitted.Image().Enumerate().Max());

        var centred = own.Centred.Image();
        Assert.Equal(own.Fitted.Image().RowSums().Sum(), centred.RowSums().Sum());
        Assert.InRange(centred.RowSums().Select((sum, row) => sum * row).Sum() / centred.RowSums().Sum(), 13.5, 14.5);
        Assert.InRange(centred.ColumnSums().Select((sum, column) => sum * column).Sum() / centred.ColumnSums().Sum(), 13.5, 14.5);
        Assert.Equal((0, 3), (own.ToDigit(3).Index, own.ToDigit(3).Label));
        Assert.Equal(own.Centred.Pixels.ToArray(), own.ToDigit(3).Pixels);
    }

    [Fact]
    public void Proportions_are_kept()
    {
        OwnPicture bar = OwnPicture.From(new Scene(400, 300).Photograph((x, y) => x is > 100 and < 130 && y is > 50 and < 250 ? 1 : 0));
        Assert.Equal((30, 200), (bar.Cropped.Width, bar.Cropped.Height));
        Assert.Equal((3, 20), (bar.Fitted.Width, bar.Fitted.Height));
        OwnPicture ring =
            OwnPicture.From(new Scene(400, 300)
            .Photograph((x, y) => Math.Abs(Math.Sqrt((x - 200) * (x - 200) + (y - 150) * (y - 150)) - 80) < 12 ? 1 : 0));
        Assert.Equal((20, 20), (ring.Fitted.Width, ring.Fitted.Height));
        Assert.Equal(0, ring.Centred.Row(14)[14]);
    }

    [Fact]
    public void Specks_and_what_reaches_in_from_the_edge_are_left_out()
    {
        Scene scene = _scenes["white paper"];
        byte[] pixels = scene.PhotographSmooth(_drawn[0].Pixels, times: 8).Pixels.ToArray();
        OwnPicture clean = OwnPicture.From(new(scene.Width, scene.Height, pixels.ToArray()));
        for (int y = 0; y < scene.Height; y++)
        {
            for (int x = 0; x < scene.Width; x++)
            {
                bool isDust = x % 70 < 3 && y % 20 < 3 && y is < 45 or > 280, isTable = x + y < 35;
                if (isDust || isTable)
                    pixels[y * scene.Width + x] = 20;
            }
        }
        OwnPicture dirty = OwnPicture.From(new(scene.Width, scene.Height, pixels));
        Assert.InRange(Difference(clean.Centred.Pixels, dirty.Centred), 0, 3); // The level of full ink may change a little.
    }

    [Fact]
    public void A_thin_pen_is_not_pale()
    {
        OwnPicture own =
            OwnPicture.From(new Scene(800, 800) { Grain = 3 }.Photograph((x, y) =>
            Math.Abs(x - 300 - y / 10) < 4 && y is > 100 and < 700 ? 1 : 0));
        Assert.Equal(255, own.Centred.Image().Enumerate().Max());
        Assert.InRange(own.Centred.Image().Enumerate().Count(level => level > 100), 18, 45);
    }

    [Fact]
    public void The_largest_pictures_are_prepared()
    {
        _scenes["fading light"].PhotographSmooth(_drawn[1].Pixels, times: 8).Scaled(4096, 4096).WritePng(_folder.File("large.png"));
        OwnPicture own = OwnPicture.Read(_folder.File("large.png"));
        Assert.Equal((2048, 2048), (own.Levelled.Width, own.Levelled.Height));
        Assert.InRange(ShiftedDifference(_fromClean[1], own.Centred), 0, 12);
    }

    [Fact]
    public void A_picture_without_ink_is_refused()
    {
        var empty = new Dictionary<string, GreyPicture>
        {
            ["white"] = new(100, 100, Enumerable.Repeat((byte)255, 10_000).ToArray()),
            ["black"] = new(28, 28, new byte[784]),
            ["one pixel"] = new(1, 1, new byte[] { 77 }),
            ["grain"] = new Scene(300, 200) { Grain = 12 }.Photograph((_, _) => 0),
            ["fading light"] = new Scene(200, 300) { Fading = 0.6 }.Photograph((_, _) => 0),
            ["specks"] = new Scene(300, 300).Photograph((x, y) => x % 50 < 2 && y % 60 < 2 ? 1 : 0),
        };
        foreach (var (name, picture) in empty)
        {
            string path = _folder.File(name + ".png");
            picture.WritePng(path);
            Assert.Equal($"{path}: shows no ink that stands out from its paper.",
                Assert.Throws<InvalidDataException>(() => OwnPicture.Read(path)).Message);
            Assert.Equal("The picture shows no ink that stands out from its paper. (Parameter 'picture')",
                Assert.Throws<ArgumentException>(() => OwnPicture.From(picture)).Message);
        }
    }

    [Fact]
    public void Pictures_of_any_shape_and_content_are_prepared_or_refused()
    {
        var random = new Random(1);
        foreach (var (width, height) in ((int, int)[])[(1, 1), (2, 2), (1, 5000), (4000, 2), (3, 3), (64, 1), (129, 130), (300, 20)])
        {
            for (int kind = 0; kind < 6; kind++)
            {
                GreyPicture picture = new(width, height, Enumerable.Range(0, width * height).Select(i => kind switch
                {
                    0 => (byte)random.Next(256),
                    1 => (byte)(random.Next(20) == 0 ? 255 : 0),
                    2 => (byte)(i % width < width / 2 ? 10 : 240),
                    3 => (byte)(i / width % 7 < 3 ? 30 : 200),
                    4 => (byte)(i % width * 255 / width),
                    _ => (byte)(i == width * height / 2 ? 0 : 255),
                }).ToArray());
                Exception? error = Record.Exception(() => OwnPicture.From(picture));
                Assert.True(error is null or ArgumentException, $"{width}×{height}, {kind}: {error}");
            }
        }
    }

    [Fact]
    public void Half_a_sheet_and_half_a_desk_are_refused_in_one_sentence()
    {
        GreyPicture halves = new(200, 200, Enumerable.Range(0, 40_000).Select(i => (byte)(i % 200 < 100 ? 30 : 220)).ToArray());
        Assert.StartsWith("The picture shows ", Assert.Throws<ArgumentException>(() => OwnPicture.From(halves)).Message,
            StringComparison.Ordinal);
    }

    private static double Difference(ReadOnlySpan<byte> expected, GreyPicture actual)
    {
        Assert.Equal((28, 28), (actual.Width, actual.Height));
        double sum = 0;
        for (int i = 0; i < expected.Length; i++)
            sum += Math.Abs(expected[i] - actual.Pixels[i]);
        return sum / expected.Length;
    }

    // The least difference when one may be moved by a pixel: a centre of mass between two pixels is rounded either way.
    private static double ShiftedDifference(GreyPicture expected, GreyPicture actual)
    {
        double least = double.MaxValue;
        for (int down = -1; down <= 1; down++)
        {
            for (int across = -1; across <= 1; across++)
            {
                byte[] shifted = new byte[784];
                for (int y = 1; y < 27; y++)
                    expected.Row(y)[1..27].CopyTo(shifted.AsSpan((y + down) * 28 + 1 + across));
                least = Math.Min(least, Difference(shifted, actual));
            }
        }
        return least;
    }
}
