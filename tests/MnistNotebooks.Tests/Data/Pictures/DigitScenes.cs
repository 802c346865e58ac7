using MnistNotebooks.Data;
using SkiaSharp;

namespace MnistNotebooks.Tests.Data.Pictures;

/// <summary>Digits as people's pictures show them: boxed, on sheets, on desks, in windows, cut out. Every scene varies.</summary>
internal static class DigitScenes
{
    private const int Side = 320;

    /// <summary>Makes the picture of a digit; what differs from picture to picture comes from the random numbers.</summary>
    public delegate GreyPicture Scene(byte[] digit, Random random);

    public static readonly Dictionary<string, Scene> All = new()
    {
        ["plain"] = (digit, random) => Drawn(random, On(Place.Middle(random, 7), digit, 238, 40), grain: 6),
        ["a box drawn around it"] = (digit, random) => Boxed(digit, random, 238, 40),
        ["a box drawn in chalk"] = (digit, random) => Boxed(digit, random, 45, 220),
        ["a circle drawn around it"] = (digit, random) =>
        {
            Place place = Place.Middle(random, 5);
            double radius = 16.5 + 2 * random.NextDouble(), line = 0.5 + random.NextDouble();
            double Ring(double x, double y) => Math.Abs(Math.Sqrt(x * x + y * y) - radius) < line ? 40 : 238;
            return Drawn(random, (x, y) => Math.Min(On(place, digit, 238, 40)(x, y), Ring(place.X(x, y), place.Y(x, y))), grain: 6);
        },
        ["a line below it"] = (digit, random) => Beside(digit, random, across: true),
        ["a short line below it"] = (digit, random) => Ruled(digit, random, isBelow: true),
        ["a short line above it"] = (digit, random) => Ruled(digit, random, isBelow: false),
        ["a bar beside it"] = (digit, random) => Beside(digit, random, across: false),
        ["a sheet on a desk"] = (digit, random) =>
            OnGround(digit, random, ground: random.Next(60, 150), 232, 40, units: random.Next(30, 38)),
        ["a note on a large dark desk"] = (digit, random) =>
            OnGround(digit, random, ground: random.Next(15, 60), 232, 40, units: 28 + random.Next(4), size: random.Next(3, 6)),
        ["a sheet of which the picture shows a part"] = (digit, random) =>
            OnGround(digit, random, ground: random.Next(20, 120), 232, 40, units: random.Next(30, 40), size: 7, shift: 7),
        ["a dark note on a light desk"] = (digit, random) =>
            OnGround(digit, random, ground: random.Next(170, 235), 60, 220, units: random.Next(29, 36)),
        ["a dark note on a dark desk"] = (digit, random) =>
            OnGround(digit, random, ground: random.Next(2) == 0 ? 25 : 95, 60, 225, units: random.Next(29, 36)),
        ["a grey sheet on a grey desk"] = (digit, random) =>
            OnGround(digit, random, ground: random.Next(110, 150), 185, 60, units: random.Next(29, 38)),
        ["a dark window with a thin rim"] = (digit, random) => Window(digit, random, rim: random.Next(2, 9), bar: 0),
        ["a dark window with a wide rim"] = (digit, random) => Window(digit, random, rim: random.Next(12, 45), bar: 0),
        ["a dark window with a light bar"] = (digit, random) => Window(digit, random, rim: random.Next(0, 3), bar: random.Next(15, 45)),
        ["black ink in the transparency"] = (digit, random) => InAlpha(digit, random, 0),
        ["white ink in the transparency"] = (digit, random) => InAlpha(digit, random, 255),
        ["JPEG of quality 60"] = (digit, random) => PictureFiles.Read(
            PictureFiles.Encoded(Drawn(random, On(Place.Middle(random, 7), digit, 238, 40), grain: 6), SKEncodedImageFormat.Jpeg, 60)),
        ["turned by EXIF"] = (digit, random) =>
        {
            // The camera lay on its side: what the file has as its left column is the top of what was seen.
            GreyPicture seen = Drawn(random, On(Place.Middle(random, 7), digit, 238, 40), grain: 6), stored = Turned(seen);
            return PictureFiles.Read(PictureFiles.Held(PictureFiles.Encoded(stored, SKEncodedImageFormat.Jpeg, 80), 6));
        },
        ["cut out, dark on light"] = (digit, random) => CutOut(digit, random, 235, 40),
        ["cut out, light on dark"] = (digit, random) => CutOut(digit, random, 30, 225),
        ["cut out of 28×28"] = (digit, random) =>
            Cropped(new(28, 28, digit.Select(level => (byte)(255 - level)).ToArray()), level => level < 128, margin: random.Next(2)),
    };

    // Where the middle of a digit is, how large one of its pixels is, and how it is turned.
    private readonly record struct Place(double MiddleX, double MiddleY, double Scale, double Angle)
    {
        public static Place Middle(Random random, double scale, double shift = 12) => new(Side / 2 + shift * (2 * random.NextDouble() - 1),
            Side / 2 + shift * (2 * random.NextDouble() - 1), scale, 0);

        public double X(double x, double y) =>
            ((x - MiddleX) * Math.Cos(Angle) + (y - MiddleY) * Math.Sin(Angle)) / Scale;

        public double Y(double x, double y) =>
            ((y - MiddleY) * Math.Cos(Angle) - (x - MiddleX) * Math.Sin(Angle)) / Scale;
    }

    private static Func<double, double, double> On(Place place, byte[] digit, double paper, double ink) =>
        (x, y) => paper + (ink - paper) * Level(digit, place.X(x, y) + 14, place.Y(x, y) + 14);

    private static GreyPicture Boxed(byte[] digit, Random random, double paper, double ink)
    {
        Place place = Place.Middle(random, random.Next(5, 9));
        Place box = place with { Angle = 0.05 * (2 * random.NextDouble() - 1) };
        double half = 13.5 + 3 * random.NextDouble(), line = 0.2 + random.NextDouble();
        return Drawn(random, (x, y) => Math.Abs(Math.Max(Math.Abs(box.X(x, y)), Math.Abs(box.Y(x, y))) - half) < line
            ? ink : On(place, digit, paper, ink)(x, y), grain: 6);
    }

    // A form's line, or the bar of a window as light as the desktop; neither reaches the picture's edge or the digit.
    private static GreyPicture Beside(byte[] digit, Random random, bool across)
    {
        Place place = Place.Middle(random, 6);
        double start = 15 + 3 * random.NextDouble(), thick = 0.5 + 3 * random.NextDouble(), half = 19 + 5 * random.NextDouble();
        bool IsIn(double along, double from) => Math.Abs(along) < half && from > start && from < start + thick;
        return Drawn(random, (x, y) => IsIn(across ? place.X(x, y) : place.Y(x, y), across ? place.Y(x, y) : -place.X(x, y))
            ? 60 : On(place, digit, 238, 40)(x, y), grain: 6);
    }

    // A form's line for one digit, from half as long as a digit is wide to half as long again.
    private static GreyPicture Ruled(byte[] digit, Random random, bool isBelow)
    {
        Place place = Place.Middle(random, 6);
        int[] rows = [.. Enumerable.Range(0, 28).Where(row => digit.AsSpan(row * 28, 28).IndexOfAnyInRange((byte)64, (byte)255) >= 0)];
        double away = (isBelow ? 1 : 3) + 6 * random.NextDouble(), thick = 0.4 + random.NextDouble(), half = 6 + 7 * random.NextDouble();
        double start = isBelow ? rows[^1] - 13 + away : 14 - rows[0] + away, shift = 4 * random.NextDouble() - 2;
        return Drawn(random, (x, y) => Math.Abs(place.X(x, y) - shift) < half
            && (isBelow ? place.Y(x, y) : -place.Y(x, y)) is var from && from > start && from < start + thick
            ? 60 : On(place, digit, 238, 40)(x, y), grain: 6);
    }

    private static GreyPicture OnGround(
        byte[] digit, Random random, double ground, double paper, double ink, double units, int size = 6, double shift = 2)
    {
        Place place = Place.Middle(random, size);
        double angle = 0.25 * (2 * random.NextDouble() - 1);
        Place sheet = place with
        {
            Angle = angle,
            MiddleX = place.MiddleX + shift * size * (2 * random.NextDouble() - 1) * (shift > 2 ? 2 : 0.4),
            MiddleY = place.MiddleY + shift * size * (2 * random.NextDouble() - 1) * 0.4,
        };
        double wide = (units + (shift > 2 ? 24 : 0)) / 2, high = (units + 3 * random.NextDouble()) / 2;
        return Drawn(random, (x, y) => Math.Abs(sheet.X(x, y)) < wide && Math.Abs(sheet.Y(x, y)) < high
            ? On(place, digit, paper, ink)(x, y)
            : ground + 8 * Math.Sin(y / 5 + Math.Sin(x / 40)), grain: 6); // wood
    }

    private static GreyPicture Window(byte[] digit, Random random, int rim, int bar)
    {
        double light = random.Next(190, 256);
        Place place = Place.Middle(random, 6);
        return Drawn(random, (x, y) => x < rim || y < rim + bar || x > Side - rim || y > Side - rim ? light
            : On(place, digit, 30, 230)(x, y), grain: 0);
    }

    private static GreyPicture InAlpha(byte[] digit, Random random, byte ink)
    {
        GreyPicture alpha = Drawn(random, On(Place.Middle(random, 7), digit, 0, 255), grain: 0);
        return PictureFiles.Read(PictureFiles.Encoded(Side, Side,
            [.. alpha.Pixels.ToArray().Select(level => new SKColor(ink, ink, ink, level))], SKEncodedImageFormat.Png));
    }

    private static GreyPicture CutOut(byte[] digit, Random random, double paper, double ink)
    {
        GreyPicture picture = Drawn(random, On(Place.Middle(random, random.Next(3, 10)), digit, paper, ink), grain: 3);
        return Cropped(picture, level => Math.Abs(level - ink) < Math.Abs(level - paper), margin: random.Next(3));
    }

    private static GreyPicture Cropped(GreyPicture picture, Func<byte, bool> isInk, int margin)
    {
        int[] ink = [.. Enumerable.Range(0, picture.Pixels.Length).Where(i => isInk(picture.Pixels[i]))];
        int left = Math.Max(0, ink.Min(i => i % picture.Width) - margin), top = Math.Max(0, ink[0] / picture.Width - margin);
        int right = Math.Min(picture.Width - 1, ink.Max(i => i % picture.Width) + margin);
        int bottom = Math.Min(picture.Height - 1, ink[^1] / picture.Width + margin);
        return picture.Part(left, top, right - left + 1, bottom - top + 1);
    }

    // By a quarter turn to the left.
    private static GreyPicture Turned(GreyPicture picture) => new(picture.Height, picture.Width,
        Enumerable.Range(0, picture.Pixels.Length)
            .Select(i => picture.Row(i % picture.Height)[picture.Width - 1 - i / picture.Height]).ToArray());

    private static GreyPicture Drawn(Random random, Func<double, double, double> level, double grain)
    {
        byte[] pixels = new byte[Side * Side];
        for (int i = 0; i < pixels.Length; i++)
        {
            double noise = grain * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2; // nearly normal
            pixels[i] = (byte)Math.Clamp(Math.Round(level(i % Side + 0.5, i / Side + 0.5) + noise), 0, 255);
        }
        return new(Side, Side, pixels);
    }

    // Interpolated between the middles of the digit's pixels.
    private static double Level(byte[] digit, double x, double y)
    {
        int column = (int)Math.Floor(x - 0.5), row = (int)Math.Floor(y - 0.5);
        double across = x - 0.5 - column, down = y - 0.5 - row;
        return double.Lerp(double.Lerp(At(column, row), At(column + 1, row), across),
            double.Lerp(At(column, row + 1), At(column + 1, row + 1), across), down);

        double At(int column, int row) => column is >= 0 and < 28 && row is >= 0 and < 28 ? digit[row * 28 + column] / 255.0 : 0;
    }
}
