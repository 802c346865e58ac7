using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using MnistNotebooks.Data;

namespace MnistNotebooks.Instruments;

/// <summary>
/// A script that takes long to make of the digits. It is made once for all kernels of this library (each lesson has one of its own), and
/// stays in a file beside the library; where that folder can't be written, each kernel makes it again.
/// </summary>
/// <param name="fileName">Of the script, beside pages and in the cache.</param>
/// <param name="make">Makes the script; the same digits make the same script.</param>
internal sealed class ScriptCache(string fileName, Func<MnistData, string> make)
{
    // Of 55 MB of digits; one for all their scripts.
    private static readonly ConditionalWeakTable<MnistData, string> Keys = [];

    private readonly ConditionalWeakTable<MnistData, SharedScript> _scripts = [];

    /// <summary>The script for these digits.</summary>
    public SharedScript Of(MnistData data) => _scripts.GetValue(data, one => new(fileName, ReadOrMake(one)));

    private string ReadOrMake(MnistData data)
    {
        string? path = PathFor(data);
        try
        {
            if (File.Exists(path))
                return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
        string script = make(data);
        try
        {
            if (path is not null)
                Keep(path, script);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
        return script;
    }

    // Another build of the library may make another script, so each has a folder; only the last one is kept.
    private static void Keep(string path, string script)
    {
        string folder = Path.GetDirectoryName(path)!, all = Path.GetDirectoryName(folder)!;
        Directory.CreateDirectory(folder);
        using (var file = new WholeFile(path))
        {
            file.Stream.Write(Encoding.UTF8.GetBytes(script));
            file.Complete();
        }
        foreach (string other in Directory.GetDirectories(all).Where(other => other != folder))
            Directory.Delete(other, recursive: true);
    }

    private string? PathFor(MnistData data)
    {
        // Nothing for a library that lies in no file of its own.
        string? folder = Path.GetDirectoryName(typeof(ScriptCache).Assembly.Location);
        return string.IsNullOrEmpty(folder)
            ? null
            : Path.Combine(
                folder, "scripts", $"{typeof(ScriptCache).Module.ModuleVersionId:N}", $"{Keys.GetValue(data, KeyOf)}-{fileName}");
    }

    private static string KeyOf(MnistData data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{data.Source} {data.Train.Count} {data.Test.Count}"));
        foreach (DigitSet set in (DigitSet[])[data.Train, data.Test])
        {
            hash.AppendData(set.Labels);
            hash.AppendData(set.Pixels);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }
}
