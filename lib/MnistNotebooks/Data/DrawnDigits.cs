using System.Globalization;

namespace MnistNotebooks.Data;

/// <summary>
/// Digits that look handwritten, made by this library in MNIST's format and manner, so that everything works on a machine
/// with neither the files nor a network. What is learned from them is not a result on MNIST.
/// </summary>
internal static class DrawnDigits
{
    private const int Writers = 500;

    private static int Most => Array.MaxLength / DigitSet.PixelCount;

    /// <summary>
    /// Draws digits: 28×28 pixels, ink in a box of 20×20, centred by mass, in random order, each digit as likely as any other.
    /// The test digits are of other writers than the training digits. The same seed gives the same digits, bit for bit, on any machine
    /// with any number of cores, and fewer digits are the first of more.
    /// </summary>
    /// <param name="train">Training digits, at least 1.</param>
    /// <param name="test">Test digits, at least 1.</param>
    /// <param name="seed">Any number; another one gives other writers and other digits.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count below 1, or above 2,739,137 (more do not fit in one array).</exception>
    public static MnistData Create(int train = 60_000, int test = 10_000, int seed = 1) =>
        Create(train, test, seed, Environment.ProcessorCount);

    /// <summary>The same on at most <paramref name="cores"/> cores.</summary>
    internal static MnistData Create(int train, int test, int seed, int cores)
    {
        CheckCount(train, nameof(train));
        CheckCount(test, nameof(test));
        string description = string.Create(
            CultureInfo.InvariantCulture,
            $"Drawn digits: {train:N0} for training and {test:N0} for testing, made by this library (seed {seed}). ")
            + "They look like handwriting but are not MNIST; the numbers in the lessons' text are MNIST's.";
        return new(Draw(train, seed, split: 0, cores), Draw(test, seed, split: 1, cores), new DataSource(IsMnist: false, description));
    }

    private static void CheckCount(int count, string name)
    {
        if (count < 1 || count > Most)
        {
            string range = string.Create(CultureInfo.InvariantCulture, $"Between 1 and {Most:N0} digits can be drawn.");
            throw new ArgumentOutOfRangeException(name, count, range);
        }
    }

    // Writers and digits each have their own random stream, so nothing depends on who draws what when.
    private static DigitSet Draw(int count, int seed, int split, int cores)
    {
        byte[] pixels = new byte[count * DigitSet.PixelCount];
        byte[] labels = new byte[count];
        var writers = new HandwritingStyle[Writers];
        for (int i = 0; i < writers.Length; i++)
            writers[i] = new HandwritingStyle(new RandomStream(seed, split, 0, i));
        Parallel.For(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = cores },
            () => (PenPath: new PenPath(), Rasterizer: new Rasterizer()),
            (i, _, desk) =>
            {
                var random = new RandomStream(seed, split, 1, i);
                labels[i] = (byte)random.Below(DigitSet.Classes);
                writers[random.Below(Writers)].Write(labels[i], ref random, desk.PenPath);
                desk.Rasterizer.Draw(desk.PenPath, ref random, pixels.AsSpan(i * DigitSet.PixelCount, DigitSet.PixelCount));
                return desk;
            },
            _ => { });
        return new(pixels, labels);
    }
}

/// <summary>
/// A person's handwriting: preferred forms, slant, proportions, pen and neatness. Each digit varies around them. The numbers
/// are chosen so that the pictures' statistics come close to MNIST's (19 % of the pixels have ink, their mean over the
/// whole picture is 33, 7 % are black) and a small network finds the digits easy, but not all of them.
/// </summary>
internal sealed class HandwritingStyle
{
    // How often a digit is written in the writer's usual form.
    private const double Habit = 0.85;

    private readonly GlyphVariant[] _variants = new GlyphVariant[DigitSet.Classes];
    private readonly double[][] _mixes = new double[DigitSet.Classes][];
    private readonly double _slant; // To the right, per height.
    private readonly double _turn; // Clockwise, in radians, of baseline and stems alike.
    private readonly double _width; // Per height, relative to the skeleton's.
    private readonly double _radius; // Half the pen's line, in pixels of the finished picture.
    private readonly double _untidiness; // About 1.

    /// <summary>The writer that the stream decides on.</summary>
    public HandwritingStyle(RandomStream random)
    {
        for (int digit = 0; digit < DigitSet.Classes; digit++)
        {
            _variants[digit] = ChooseVariant(digit, ref random);
            _mixes[digit] = new double[_variants[digit].Shapes];
            ChooseMix(_mixes[digit], ref random);
        }
        _slant = random.Bell(0.18, 0.21);
        _turn = random.Bell(0, 0.06);
        _width = random.Bell(0.9, 0.13);
        _radius = random.Bell(1.3, 0.3);
        _untidiness = random.Uniform(0.5, 1.6);
    }

    /// <summary>Writes a digit.</summary>
    /// <param name="digit">0…9.</param>
    /// <param name="random">Decides how it comes out this time.</param>
    /// <param name="path">Receives the pen's way.</param>
    public void Write(int digit, ref RandomStream random, PenPath path)
    {
        bool isUsual = random.Uniform() < Habit;
        var form = isUsual ? _variants[digit] : ChooseVariant(digit, ref random);
        Span<double> mix = stackalloc double[form.Shapes];
        ChooseMix(mix, ref random);
        if (isUsual)
            for (int k = 0; k < mix.Length; k++)
                mix[k] = 0.5 * (mix[k] + _mixes[digit][k]);

        Span<SkeletonPoint> skeleton = stackalloc SkeletonPoint[form.Points];
        form.Mix(mix, skeleton);
        Shake(skeleton, ref random);
        Bend(skeleton, ref random);

        Span<double> radii = stackalloc double[skeleton.Length];
        Press(radii, ref random);
        path.Follow(skeleton, radii);
    }

    private static GlyphVariant ChooseVariant(int digit, ref RandomStream random)
    {
        var forms = Glyphs.Digits[digit];
        double chosen = random.Uniform() * forms.Sum(form => form.Share);
        foreach (var form in forms)
        {
            if (chosen < form.Share)
                return form;
            chosen -= form.Share;
        }
        return forms[^1];
    }

    // Cubes make one or two shapes prevail; the mean of all would look the same every time.
    private static void ChooseMix(Span<double> mix, ref RandomStream random)
    {
        double sum = 0;
        foreach (ref double weight in mix)
        {
            weight = random.Uniform();
            weight *= weight * weight;
            sum += weight;
        }
        foreach (ref double weight in mix)
            weight /= sum;
    }

    // A stroke starts somewhat beside its place, the hand drifts on the way, and where the stroke ends is least certain.
    private void Shake(Span<SkeletonPoint> skeleton, ref RandomStream random)
    {
        double hurry = random.Uniform();
        double untidiness = _untidiness * (0.6 + 1.2 * hurry * hurry);
        bool isFirst = true;
        Point drift = default;
        foreach (ref var point in skeleton)
        {
            double miss = untidiness * (isFirst || point.IsLast ? 5 : 2.6);
            drift = (isFirst ? 0 : 0.6) * drift + new Point(random.Bell(0, miss), random.Bell(0, miss));
            point = point with { Place = point.Place + drift };
            isFirst = point.IsLast;
        }
    }

    // Proportions, a bend that turns straight lines into parabolas and squares into trapezia, slant, and a turn of the whole.
    private void Bend(Span<SkeletonPoint> skeleton, ref RandomStream random)
    {
        double slant = random.Bell(_slant, 0.11), turn = random.Bell(_turn, 0.05), width = random.Bell(_width, 0.08);
        double bend = 0.08 * _untidiness;
        double bendX = random.Bell(0, 0.6 * bend), bendY = random.Bell(0, bend);
        double spreadX = random.Bell(0, bend), spreadY = random.Bell(0, bend);
        foreach (ref var point in skeleton)
        {
            double x = point.Place.X / 50 - 1, y = point.Place.Y / 50 - 1;
            double bentX = width * (x + bendX * (y * y - 0.5) + spreadX * x * y) - slant * y;
            double bentY = y + bendY * (x * x - 0.5) + spreadY * x * y;
            point = point with { Place = new(bentX - turn * bentY, bentY + turn * bentX) };
        }
    }

    // The line swells and thins as pressure and speed change along it.
    private void Press(Span<double> radii, ref RandomStream random)
    {
        double usual = random.Bell(_radius, 0.12), pressure = random.Bell(1, 0.1);
        foreach (ref double radius in radii)
        {
            radius = Math.Clamp(usual * pressure, 0.65, 2.3);
            pressure = 1 + 0.6 * (pressure - 1) + random.Bell(0, 0.08);
        }
    }
}
