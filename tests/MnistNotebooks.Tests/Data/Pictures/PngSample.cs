using System.Buffers.Binary;

namespace MnistNotebooks.Tests.Data.Pictures;

/// <summary>A picture of random samples that can be stored as any kind of PNG, and what it should look like.</summary>
internal sealed record PngSample(int Width, int Height, int Depth, int Colour)
{
    // The pass of each pixel of an 8×8 square, as the PNG specification draws it.
    private static readonly string[] _adam7 =
        ["16462646", "77777777", "56565656", "77777777", "36463646", "77777777", "56565656", "77777777"];

    public static readonly (int Colour, int Depth)[] Kinds =
    [
        (0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (3, 1), (3, 2), (3, 4), (3, 8), (4, 8), (4, 16), (6, 8), (6, 16),
    ];

    /// <summary>Sample after sample, channel after channel of a pixel.</summary>
    public int[] Samples { get; } = Random(Width * Height * ChannelsOf(Colour), (1 << Depth) - 1, seed: Width + Depth);

    // A dark colour and a light one come first: two alike would be told apart otherwise than by their brightness.
    public byte[] Palette { get; init; } =
        Colour == 3 ? [20, 10, 30, 200, 240, 220, .. Random(3 << Depth, 255, seed: 9)[6..].Select(level => (byte)level)] : [];

    public byte[] Transparency { get; init; } = [];

    private int Channels => ChannelsOf(Colour);

    /// <summary>The chunks between the signature and IEND.</summary>
    public List<byte[]> Chunks(bool isInterlaced, int bytesPerChunk = 1000)
    {
        List<byte[]> chunks = [Png.Header(Width, Height, Depth, Colour, isInterlaced ? 1 : 0)];
        if (Palette.Length > 0)
            chunks.Add(Png.Chunk("PLTE", Palette));
        if (Transparency.Length > 0)
            chunks.Add(Png.Chunk("tRNS", Transparency));
        chunks.AddRange(Png.Packed(Rows(isInterlaced)).Chunk(bytesPerChunk).Select(part => Png.Chunk("IDAT", part)));
        return chunks;
    }

    public byte[] File(bool isInterlaced = false) => Png.File([.. Chunks(isInterlaced)]);

    /// <summary>Filtered rows, with all filter types in turn.</summary>
    public byte[] Rows(bool isInterlaced)
    {
        var rows = new List<byte>();
        for (char pass = '1'; pass <= '7'; pass++)
        {
            byte[] above = [];
            for (int y = 0; y < Height; y++)
            {
                int[] columns = [.. Enumerable.Range(0, Width).Where(x => !isInterlaced || _adam7[y % 8][x % 8] == pass)];
                if (columns.Length == 0)
                    continue;
                byte[] row = Bits([.. columns.SelectMany(x => Samples.AsSpan((y * Width + x) * Channels, Channels).ToArray())]);
                int filter = (y + pass) % 5;
                rows.Add((byte)filter);
                rows.AddRange(Png.Filtered(filter, row, above.Length == 0 ? new byte[row.Length]
                    : above, Math.Max(1, Channels * Depth / 8)));
                above = row;
            }
            if (!isInterlaced)
                break;
        }
        return [.. rows];
    }

    /// <summary>The grey of each pixel on white paper, 0…255, not rounded.</summary>
    public double[] Greys() => [.. Samples.Chunk(Channels).Select(Grey)];

    private double Grey(int[] pixel)
    {
        double[] level = [.. pixel.Select(sample => sample / (double)((1 << Depth) - 1))];
        double alpha = Colour is 4 or 6 ? level[^1] : 1;
        if (Colour == 3)
        {
            alpha = pixel[0] < Transparency.Length ? Transparency[pixel[0]] / 255.0 : 1;
            level = [.. Palette.Skip(3 * pixel[0]).Take(3).Select(part => part / 255.0)];
        }
        else if (Transparency.Length > 0
            && pixel.Index().All(part => part.Item == BinaryPrimitives.ReadUInt16BigEndian(Transparency.AsSpan(2 * part.Index))))
        {
            alpha = 0;
        }
        double grey = level.Length < 3 ? level[0] : 0.299 * level[0] + 0.587 * level[1] + 0.114 * level[2];
        return 255 * (alpha * grey + 1 - alpha);
    }

    private byte[] Bits(int[] samples)
    {
        string bits = string.Concat(samples.Select(sample => Convert.ToString(sample, 2).PadLeft(Depth, '0')));
        return [.. bits.Chunk(8).Select(part => Convert.ToByte(new string(part).PadRight(8, '0'), 2))];
    }

    private static int ChannelsOf(int colour) => colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    private static int[] Random(int count, int most, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(most + 1))];
    }
}
