namespace MnistNotebooks.Data;

/// <summary>What a file is that was expected to be another, told by its first bytes, so that a message can say what to do.</summary>
internal static class FileKind
{
    /// <summary>The end of a sentence that begins with the file's name, or null where nothing is known.</summary>
    public static string? Name(ReadOnlySpan<byte> start)
    {
        // Browsers and curl save a site's message under the name of the file that was asked for.
        ReadOnlySpan<byte> text = start.StartsWith("\uFEFF"u8) ? start[3..] : start;
        text = text.TrimStart(" \t\r\n"u8);
        if (text.StartsWith("<!"u8) || StartsWith(text, "<html") || StartsWith(text, "<head") || text.StartsWith("<?xml"u8))
            return "is a web page, saved in place of the file: download the file itself";
        if (text.StartsWith("version https://git-lfs"u8))
            return "is a pointer of Git LFS, which stands for the file: run 'git lfs pull' to have the file itself";
        if (start.StartsWith("PK\u0003\u0004"u8))
            return "is a ZIP archive: unpack it first";
        if (start is [0x1f, 0x8b, ..])
            return "is packed with gzip twice: unpack it first";
        if (start is [(byte)'7', (byte)'z', 0xbc, 0xaf, ..])
            return "is a 7-Zip archive: unpack it first";
        if (start is [0x89, (byte)'H', (byte)'D', (byte)'F', ..])
            return "is an HDF5 file, which is not read: save it as .npy from Python";
        if (start.StartsWith("MATLAB"u8))
            return "is a MATLAB file, which is not read: save it as .npy from Python (scipy.io.loadmat)";
        if (start.StartsWith("PAR1"u8))
            return "is a Parquet file, which is not read: save it as .csv or .npy from Python";
        if (start is [0x80, >= 2 and <= 5, ..])
            return "is a Python pickle, which is not read: save it as .npy from Python";
        return null;
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, string word)
    {
        if (text.Length < word.Length)
            return false;
        for (int i = 0; i < word.Length; i++)
        {
            if ((text[i] | 0x20) != (word[i] | 0x20))
                return false;
        }
        return true;
    }
}
