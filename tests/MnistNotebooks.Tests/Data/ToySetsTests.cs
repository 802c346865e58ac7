using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Data;

public class ToySetsTests
{
    public static TheoryData<string> All => ["blobs", "moons", "spirals", "circles", "xor"];

    [Theory, MemberData(nameof(All))]
    public void Points_are_seeded_and_their_classes_take_turns(string name)
    {
        LabeledSet set = Create(name, seed: 3);
        Assert.Equal((120, 2), (set.Inputs.RowCount, set.Inputs.ColumnCount));
        Assert.Equal(Enumerable.Range(0, 120).Select(i => i % set.Classes), set.Labels);
        Assert.All(set.Inputs.Enumerate(), coordinate => Assert.InRange(coordinate, -1.5, 1.5));
        Assert.Equal(set.Inputs, Create(name, seed: 3).Inputs);
        Assert.NotEqual(set.Inputs, Create(name, seed: 4).Inputs);
    }

    [Fact]
    public void Without_noise_points_lie_where_the_class_says()
    {
        foreach ((double x, double y, int label) in Points(ToySets.Circles(noise: 0)))
            Assert.Equal(label == 0, Math.Sqrt(x * x + y * y) <= 0.4);
        foreach ((double x, double y, int label) in Points(ToySets.Xor(noise: 0)))
            Assert.Equal(label == 1, x * y < 0);
        foreach ((double x, double y, int label) in Points(ToySets.Blobs(classes: 4, noise: 0)))
            Assert.Equal(0, Math.Abs(x - 0.7 * Math.Cos(label * Math.PI / 2)) + Math.Abs(y - 0.7 * Math.Sin(label * Math.PI / 2)), 1e-15);
        foreach ((double x, double y, int label) in Points(ToySets.Moons(noise: 0)))
            Assert.Equal(0.66, label == 0 ? Math.Sqrt(Math.Pow(x + 0.33, 2) + Math.Pow(y + 0.16, 2))
                : Math.Sqrt(Math.Pow(0.33 - x, 2) + Math.Pow(0.16 - y, 2)), 1e-12);
        foreach ((double x, double y, int label) in Points(ToySets.Spirals(classes: 2, noise: 0, turns: 1)))
        {
            double radius = Math.Sqrt(x * x + y * y), angle = Math.Tau * (label / 2.0 + (radius - 0.05) / 0.95);
            Assert.Equal(0, Math.Abs(x - radius * Math.Cos(angle)) + Math.Abs(y - radius * Math.Sin(angle)), 1e-9);
        }
    }

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ToySets.Moons(points: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ToySets.Blobs(classes: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ToySets.Xor(noise: -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ToySets.Spirals(turns: 0));
    }

    [Fact]
    public void A_set_of_the_readers_own_is_checked()
    {
        Matrix<double> inputs = Matrix<double>.Build.Dense(3, 2);
        Assert.Equal(3, new LabeledSet(inputs, [0, 2, 1]).Classes);
        Assert.Contains("3 records need as many labels, but there are 2",
            Assert.Throws<ArgumentException>(() => new LabeledSet(inputs, [0, 1])).Message);
        Assert.Contains("Record 1 has the label -1", Assert.Throws<ArgumentException>(() => new LabeledSet(inputs, [0, -1, 0])).Message);
        inputs[2, 1] = double.NaN;
        Assert.Contains("input 1 of record 2", Assert.Throws<ArgumentException>(() => new LabeledSet(inputs, [0, 1, 0])).Message);
    }

    private static IEnumerable<(double X, double Y, int Label)> Points(LabeledSet set) =>
        set.Labels.Select((label, point) => (set.Inputs[point, 0], set.Inputs[point, 1], label));

    private static LabeledSet Create(string name, int seed) => name switch
    {
        "blobs" => ToySets.Blobs(120, seed: seed),
        "moons" => ToySets.Moons(120, seed: seed),
        "spirals" => ToySets.Spirals(120, seed: seed),
        "circles" => ToySets.Circles(120, seed: seed),
        _ => ToySets.Xor(120, seed: seed),
    };
}
