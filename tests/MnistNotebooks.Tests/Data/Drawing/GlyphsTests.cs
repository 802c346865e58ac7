using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Data.Drawing;

public sealed class GlyphsTests
{
    [Fact]
    public void A_form_mixes_its_shapes_point_by_point_and_keeps_corners_and_strokes()
    {
        var form = new GlyphVariant(1, "0,0 10,0! 10,10 / 0,20 10,20", "20,0 10,4! 30,10 / 0,40 10,20");
        var mixed = new SkeletonPoint[form.Points];
        form.Mix([0.25, 0.75], mixed);
        Assert.Equal(
            [
                new(new(15, 0), IsCorner: false, IsLast: false),
                new(new(10, 3), IsCorner: true, IsLast: false),
                new(new(25, 10), IsCorner: false, IsLast: true),
                new(new(0, 35), IsCorner: false, IsLast: false),
                new(new(10, 20), IsCorner: false, IsLast: true),
            ],
            mixed);
    }

    [Theory]
    [InlineData("0,0 10,10 20,20")]
    [InlineData("0,0 10,10")]
    [InlineData("0,0 10,10! 20,20 30,30")]
    [InlineData("0,0! 10,10! 20,20")]
    [InlineData("0,0 10,10! / 20,20")]
    [InlineData("0,0 10,10! 20")]
    public void Shapes_that_cannot_be_mixed_are_refused(string other) =>
        Assert.Throws<ArgumentException>(() => new GlyphVariant(1, "0,0 10,10! 20,20", other));

    [Fact]
    public void Every_digit_has_several_ways_of_being_written_and_no_stroke_of_one_point()
    {
        Assert.Equal(10, Glyphs.Digits.Count);
        foreach (var forms in Glyphs.Digits)
        {
            Assert.InRange(forms.Sum(form => form.Shapes), 6, 20);
            foreach (var form in forms)
            {
                var skeleton = new SkeletonPoint[form.Points];
                form.Mix([1, .. new double[form.Shapes - 1]], skeleton);
                Assert.True(skeleton[^1].IsLast);
                Assert.False(skeleton[0].IsLast);
                Assert.DoesNotContain(Enumerable.Range(1, skeleton.Length - 1), i => skeleton[i].IsLast && skeleton[i - 1].IsLast);
            }
        }
    }

    [Fact]
    public void A_trace_passes_all_points_of_its_skeleton_and_turns_sharply_only_at_the_corner()
    {
        SkeletonPoint[] skeleton =
        [
            new(new(0, 0), IsCorner: false, IsLast: false),
            new(new(60, 10), IsCorner: false, IsLast: false),
            new(new(70, 60), IsCorner: false, IsLast: false),
            new(new(20, 80), IsCorner: true, IsLast: false),
            new(new(90, 95), IsCorner: false, IsLast: true),
            new(new(10, 50), IsCorner: false, IsLast: false),
            new(new(90, 50), IsCorner: false, IsLast: true),
        ];
        var path = new PenPath();
        path.Follow(skeleton, [1, 2, 3, 2, 1, 1, 1]);
        var points = path.Points.ToArray();
        Assert.All(skeleton, point => Assert.Contains(points, passed => passed.Place == point.Place && passed.IsLast == point.IsLast));

        // The cosine of the turn where two pieces of the first stroke meet (a corner appears twice: a piece of no length).
        var first = points[..(Array.FindIndex(points, point => point.IsLast) + 1)].DistinctBy(point => point.Place).ToArray();
        for (int i = 1; i < first.Length - 1; i++)
        {
            Point before = first[i].Place - first[i - 1].Place, after = first[i + 1].Place - first[i].Place;
            double cosine = (before.X * after.X + before.Y * after.Y) / (before.Length * after.Length);
            if (first[i].Place == skeleton[3].Place)
                Assert.InRange(cosine, -1.001, -0.5);
            else
                Assert.InRange(cosine, 0.75, 1.001);
        }
    }
}
