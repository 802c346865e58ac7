using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Data;

/// <summary>Labelled records of any kind, a row of numbers for each: points of the plane, measurements, features.</summary>
public sealed class LabeledSet
{
    /// <summary>A set over the given arrays, which are not copied.</summary>
    /// <param name="inputs">[records × inputs], finite.</param>
    /// <param name="labels">One per record, from 0.</param>
    /// <exception cref="ArgumentException">
    /// There are not as many labels as records, a label is negative, or an input is not a finite number.
    /// </exception>
    public LabeledSet(Matrix<double> inputs, IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count != inputs.RowCount)
            throw new ArgumentException($"{inputs.RowCount} records need as many labels, but there are {labels.Count}.", nameof(labels));
        for (int record = 0; record < labels.Count; record++)
        {
            if (labels[record] < 0)
                throw new ArgumentException($"Record {record} has the label {labels[record]}; labels count from 0.", nameof(labels));
        }
        if (inputs.Find(value => !double.IsFinite(value), Zeros.AllowSkip) is (int row, int column, double value))
            throw new ArgumentException($"Inputs are finite numbers; input {column} of record {row} is {value}.", nameof(inputs));
        Inputs = inputs;
        Labels = labels;
        Classes = labels.DefaultIfEmpty(-1).Max() + 1;
    }

    /// <summary>A row per record: [records × inputs].</summary>
    public Matrix<double> Inputs { get; }

    /// <summary>One per record, 0…<see cref="Classes"/> − 1.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>Number of records.</summary>
    public int Count => Labels.Count;

    /// <summary>One more than the largest label.</summary>
    internal int Classes { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Count} records of {Inputs.ColumnCount} inputs, {Classes} classes";
}

/// <summary>
/// Sets small enough to look at: points of the plane, roughly within ±1, whose classes can be seen, for watching what a small network can
/// and can't separate; and pictures of nine pixels. Classes take turns, so that every stretch of a set has all of them.
/// </summary>
public static class ToySets
{
    /// <summary>Round clouds, their centres on a circle. Straight lines separate them.</summary>
    /// <param name="points">Number of points.</param>
    /// <param name="classes">Number of clouds, at least 2.</param>
    /// <param name="noise">Standard deviation of a cloud, at least 0.</param>
    /// <param name="seed">The same seed gives the same points.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static LabeledSet Blobs(int points = 300, int classes = 3, double noise = 0.15, int seed = 1) =>
        Create(points, classes, noise, seed, (label, _) => OnCircle(0.7, Math.Tau * label / classes));

    /// <summary>Two half circles that reach into each other.</summary>
    /// <param name="points">Number of points.</param>
    /// <param name="noise">Standard deviation of every point's place, at least 0.</param>
    /// <param name="seed">The same seed gives the same points.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static LabeledSet Moons(int points = 300, double noise = 0.1, int seed = 1) => Create(points, 2, noise, seed, (label, random) =>
    {
        (double x, double y) = OnCircle(0.66, Math.PI * random.NextDouble());
        return label == 0 ? (x - 0.33, y - 0.16) : (0.33 - x, 0.16 - y);
    });

    /// <summary>Arms that wind around the middle: no two of them can be separated without a curve as long as they are.</summary>
    /// <param name="points">Number of points.</param>
    /// <param name="classes">Number of arms, at least 2.</param>
    /// <param name="noise">Standard deviation of every point's place, at least 0.</param>
    /// <param name="turns">How often an arm winds around, above 0.</param>
    /// <param name="seed">The same seed gives the same points.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static LabeledSet Spirals(int points = 300, int classes = 3, double noise = 0.03, double turns = 0.75, int seed = 1)
    {
        if (!(turns > 0 && double.IsFinite(turns)))
            throw new ArgumentOutOfRangeException(nameof(turns), turns, "An arm winds around a finite number of times, above 0.");
        return Create(points, classes, noise, seed, (label, random) =>
        {
            double outwards = random.NextDouble();
            return OnCircle(0.05 + 0.95 * outwards, Math.Tau * ((double)label / classes + turns * outwards));
        });
    }

    /// <summary>A disc and a ring around it.</summary>
    /// <param name="points">Number of points.</param>
    /// <param name="noise">Standard deviation of every point's place, at least 0.</param>
    /// <param name="seed">The same seed gives the same points.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static LabeledSet Circles(int points = 300, double noise = 0.06, int seed = 1) =>
        Create(points, 2, noise, seed, (label, random) => OnCircle(
            label == 0 ? 0.4 * Math.Sqrt(random.NextDouble()) : 0.85,
            Math.Tau * random.NextDouble()));

    /// <summary>Four squares, those in opposite corners of the same class: exclusive or.</summary>
    /// <param name="points">Number of points.</param>
    /// <param name="noise">Standard deviation of every point's place, at least 0.</param>
    /// <param name="seed">The same seed gives the same points.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static LabeledSet Xor(int points = 300, double noise = 0.03, int seed = 1) => Create(points, 2, noise, seed, (label, random) =>
    {
        double x = 0.1 + 0.8 * random.NextDouble(), y = 0.1 + 0.8 * random.NextDouble();
        bool left = random.Next(2) == 0;
        return (left ? -x : x, left == (label == 0) ? -y : y);
    });

    /// <summary>
    /// Pictures of 3×3 pixels, row by row, 0 paper and 1 ink: an upright stroke in the middle (class 0), a level one (1), and the diagonal
    /// from the top left (2), each a little smudged.
    /// </summary>
    /// <param name="pictures">Number of pictures.</param>
    /// <param name="smudge">How far a pixel's ink may be from that of a clean stroke, 0 to below 0.5.</param>
    /// <param name="seed">The same seed gives the same pictures.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static LabeledSet Strokes(int pictures = 12, double smudge = 0.3, int seed = 1)
    {
        const string inks = "010010010" + "000111000" + "100010001";
        const int pixels = 9;
        ArgumentOutOfRangeException.ThrowIfLessThan(pictures, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pictures, 1_000_000);
        if (!(smudge is >= 0 and < 0.5))
            throw new ArgumentOutOfRangeException(nameof(smudge), smudge, "A smudge is at least 0 and below 0.5: beyond it ink is paper.");
        var random = new Random(seed);
        int[] labels = [.. Enumerable.Range(0, pictures).Select(picture => picture % 3)];
        Matrix<double> inputs = Matrix<double>.Build.Dense(pictures, pixels);
        for (int picture = 0; picture < pictures; picture++)
        {
            for (int pixel = 0; pixel < pixels; pixel++)
            {
                double off = smudge * random.NextDouble();
                inputs[picture, pixel] = inks[(labels[picture] * pixels) + pixel] == '1' ? 1 - off : off;
            }
        }
        return new(inputs, labels);
    }

    private static LabeledSet Create(int points, int classes, double noise, int seed, Func<int, Random, (double X, double Y)> place)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(points, 1_000_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, 1000);
        if (!(noise >= 0 && double.IsFinite(noise)))
            throw new ArgumentOutOfRangeException(nameof(noise), noise, "Noise is a finite standard deviation, at least 0.");
        var random = new Random(seed);
        var normal = new Normal(0, noise, random);
        Matrix<double> inputs = Matrix<double>.Build.Dense(points, 2);
        int[] labels = new int[points];
        for (int point = 0; point < points; point++)
        {
            labels[point] = point % classes;
            (double x, double y) = place(labels[point], random);
            inputs[point, 0] = x + normal.Sample();
            inputs[point, 1] = y + normal.Sample();
        }
        return new(inputs, labels);
    }

    private static (double X, double Y) OnCircle(double radius, double angle) => (radius * Math.Cos(angle), radius * Math.Sin(angle));
}
