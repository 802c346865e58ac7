namespace MnistNotebooks.Data;

/// <summary>
/// Reads Netpbm's grey pictures, PGM: "P2" with levels as text or "P5" with levels as bytes, two each when white is above 255
/// (manual page pgm(5)). Comments run from '#' to the end of the line.
/// </summary>
internal static class PgmReader
{
    /// <summary>Reads what follows the two characters at the start.</summary>
    public static GreyLevels Read(PictureInput input, bool isText)
    {
        int width = Required(input, "the width"), height = Required(input, "the height");
        input.CheckSize(width, height);
        int white = Required(input, "the level of white");
        if (white is < 1 or > ushort.MaxValue)
            throw input.Bad($"has {white} for the level of white before byte {input.Position}; 1 to {ushort.MaxValue} was expected");

        var shrinking = new Shrinking(width, height);
        int[] levels = new int[width];
        byte[] row = new byte[white > byte.MaxValue ? 2 * width : width];
        for (int y = 0; y < height; y++)
        {
            if (!isText && input.Read(row) < row.Length)
                throw input.Bad($"ends after {input.Position} bytes, in row {y} of {height}");
            for (int x = 0; x < width; x++)
            {
                int level = isText ? Number(input) : white > byte.MaxValue ? row[2 * x] << 8 | row[2 * x + 1] : row[x];
                if (level < 0)
                    throw Missing(input, $"the level in row {y}, column {x}");
                if (level > white)
                    throw input.Bad($"has the level {level} in row {y}, column {x}; white is {white}");
                levels[x] = (int)(((long)level * ushort.MaxValue + white / 2) / white);
            }
            if (y < shrinking.OldRows)
                shrinking.Add(levels);
        }
        return shrinking.Result();
    }

    private static int Required(PictureInput input, string what)
    {
        int number = Number(input);
        return number >= 0 ? number : throw Missing(input, what);
    }

    private static InvalidDataException Missing(PictureInput input, string what) => input.Bad(input.IsAtEnd
        ? $"ends after {input.Position} bytes, where {what} was expected"
        : $"has no number at byte {input.Position}, where {what} was expected");

    // A number, with the one white-space character or the comment that ends it; -1 when there is none.
    private static int Number(PictureInput input)
    {
        const int Largest = 100_000_000; // More than any number that is accepted, and ten times as much is no overflow.
        int next = input.ReadByte();
        while (IsSpace(next) || next == '#')
            next = next == '#' ? CommentEnd(input) : input.ReadByte();

        int number = -1;
        for (; next is >= '0' and <= '9'; next = input.ReadByte())
            number = Math.Min(10 * Math.Max(number, 0) + (next - '0'), Largest);
        if (next == '#')
            CommentEnd(input);
        if (next is -1 or '#' || IsSpace(next))
            return number;
        input.Return(input.Position - 1);
        return -1;
    }

    private static int CommentEnd(PictureInput input)
    {
        int next;
        do
            next = input.ReadByte();
        while (next is not (-1 or '\n' or '\r'));
        return next;
    }

    private static bool IsSpace(int character) => character is ' ' or (>= '\t' and <= '\r');
}
