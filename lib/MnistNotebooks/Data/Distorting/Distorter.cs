using System.Numerics;
using MnistNotebooks.Data.Drawing;

namespace MnistNotebooks.Data.Distorting;

/// <summary>Distorts one picture after the other. For every pixel of the new picture it finds the place in the old one where its ink comes from.</summary>
internal sealed class Distorter(Distortion options)
{
    private const int Side = DigitSet.Side;
    private const float Middle = (Side - 1) / 2f;

    private readonly ElasticField _field = new(options.Smoothness);
    private readonly float[] _right = new float[DigitSet.PixelCount];
    private readonly float[] _down = new float[DigitSet.PixelCount];

    public void Distort(ReadOnlySpan<byte> source, Span<byte> target, RandomStream random)
    {
        float angle = (float)(Within(ref random, options.Rotation) * Math.PI / 180), cos = MathF.Cos(angle), sin = MathF.Sin(angle);
        float perColumn = 1 / (float)(1 + Within(ref random, options.Scaling)), perRow = 1 / (float)(1 + Within(ref random, options.Scaling));
        var middle = new Vector2(Middle - (float)Within(ref random, options.Shift), Middle - (float)Within(ref random, options.Shift));
        bool elastic = options.Elasticity > 0;
        if (elastic)
        {
            _field.Fill(_right, (float)options.Elasticity, ref random);
            _field.Fill(_down, (float)options.Elasticity, ref random);
        }
        for (int pixel = 0; pixel < target.Length; pixel++)
        {
            float x = (pixel % Side - Middle) * perColumn, y = (pixel / Side - Middle) * perRow;
            var place = new Vector2(cos * x + sin * y, cos * y - sin * x) + middle;
            if (elastic)
                place += new Vector2(_right[pixel], _down[pixel]);
            target[pixel] = Ink(source, place);
        }
    }

    private static double Within(ref RandomStream random, double largest) => random.Uniform(-largest, largest);

    /// <summary>The grey level between the four pixels around a place, in proportion to how near they are; outside is paper.</summary>
    private static byte Ink(ReadOnlySpan<byte> source, Vector2 place)
    {
        int column = (int)MathF.Floor(place.X), row = (int)MathF.Floor(place.Y);
        if (column < -1 || row < -1 || column >= Side || row >= Side)
            return 0;
        float right = place.X - column, down = place.Y - row;
        float above = Level(source, row, column) * (1 - right) + Level(source, row, column + 1) * right;
        float below = Level(source, row + 1, column) * (1 - right) + Level(source, row + 1, column + 1) * right;
        return (byte)(above * (1 - down) + below * down + 0.5f);
    }

    private static int Level(ReadOnlySpan<byte> source, int row, int column) =>
        (uint)row < Side && (uint)column < Side ? source[row * Side + column] : 0;
}
