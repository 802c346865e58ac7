using System.Runtime.InteropServices;
using SkiaSharp;

namespace MnistNotebooks.Data;

/// <summary>Reads JPEG, PNG, WebP, GIF (its first picture) and BMP with SkiaSharp, turned as the camera says (EXIF orientation).</summary>
internal static class PictureDecoder
{
    // A file of one digit is smaller; with the pixels beside it, it shall not fill the memory.
    private const int LargestFile = 192 << 20;

    // Sixteen bits take twice the memory, so the largest pictures are read with eight.
    private const long Largest16Bits = 1 << 24;

    /// <summary>Reads a whole file.</summary>
    /// <param name="input">At its beginning.</param>
    /// <param name="kind">What it is, for messages.</param>
    /// <exception cref="InvalidDataException">It is damaged or too large.</exception>
    /// <exception cref="PlatformNotSupportedException">SkiaSharp can't be loaded.</exception>
    public static GreyLevels Read(PictureInput input, string kind)
    {
        byte[] file = input.ReadAll(LargestFile);
        byte[] whole = JpegCheck.Whole(file, input);
        return Guarded(input, kind, () => Decoded(whole, input, kind));
    }

    /// <summary>Runs what uses SkiaSharp and tells its failures as those of the file or of the machine.</summary>
    internal static T Guarded<T>(PictureInput input, string kind, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception error) when (error is TypeInitializationException or DllNotFoundException or BadImageFormatException
            or EntryPointNotFoundException or FileNotFoundException or FileLoadException)
        {
            throw new PlatformNotSupportedException($"{input.Name}: is {kind}, which SkiaSharp reads, but SkiaSharp or its native part, "
                + "libSkiaSharp, can't be loaded on this machine; a PGM picture is read without it.", error);
        }
        // SkiaSharp throws exceptions of no special kind at some damaged files.
        catch (Exception error) when (error is not (InvalidDataException or OutOfMemoryException))
        {
            throw input.Bad($"is {kind} that can't be read: it is damaged ({error.Message.TrimEnd('.')})", error);
        }
    }

    private static GreyLevels Decoded(byte[] file, PictureInput input, string kind)
    {
        bool isGrey16 = Png16.IsGrey(file);
        if (isGrey16)
            Png16.SplitLevels(file);
        // Not as a stream: SkiaSharp ends the process when it reads some damaged files from a managed one. And not copied: they are large.
        using var pinned = new PinnedGCHandle<byte[]>(file);
        using var data = SKData.Create(Marshal.UnsafeAddrOfPinnedArrayElement(file, 0), file.Length);
        using SKCodec codec = SKCodec.Create(data)
            ?? throw input.Bad($"is {kind} that can't be read: it is damaged, or of a rare kind; save it anew as JPEG or PNG");
        input.CheckSize(codec.Info.Width, codec.Info.Height);

        SKSizeI size = Size(codec);
        bool is16 = Png16.IsColour(file) && (long)size.Width * size.Height <= Largest16Bits;
        var info = new SKImageInfo(size.Width, size.Height, is16 ? SKColorType.RgbaF16 : SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var bitmap = new SKBitmap();
        if (!bitmap.TryAllocPixels(info))
            throw input.Bad($"is {size.Width}×{size.Height} pixels in size, too many for the memory that is left");
        switch (codec.GetPixels(info, bitmap.GetPixels()))
        {
            case SKCodecResult.Success:
                var pixels = new DecodedPixels(bitmap, isGrey16);
                return pixels.ToGrey(PngOrientation.Of(file) ?? codec.EncodedOrigin);
            case SKCodecResult.IncompleteInput:
                throw input.Bad($"is {kind} that is truncated: pixels are missing at its end");
            case var result:
                throw input.Bad($"is {kind} that is damaged: its pixels make no sense ({result})");
        }
    }

    // JPEG and WebP can be decoded at a fraction of their size, which takes a fraction of the memory.
    private static SKSizeI Size(SKCodec codec)
    {
        double scale = Math.Sqrt((double)GreyLevels.MostPixels / ((long)codec.Info.Width * codec.Info.Height));
        return scale < 1 ? codec.GetScaledDimensions((float)scale) : codec.Info.Size;
    }
}
