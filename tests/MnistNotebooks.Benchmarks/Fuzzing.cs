using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Experiments;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;
using MnistNotebooks.Tests.Data.Pictures;

namespace MnistNotebooks.Benchmarks;

/// <summary>
/// Damaged files for every reader: each must be read or refused in one sentence, within two seconds and 500 MB, and a file whose content
/// has a checksum must not be read as another.
/// </summary>
internal static class Fuzzing
{
    private const long MostBytes = 500_000_000;

    private const string Notebook = """
        {"cells":[{"cell_type":"markdown","id":"a1","metadata":{},"source":["# Title\\n","![dot](attachment:dot.png) $x^2$"],
        "attachments":{"dot.png":{"image/png":"iVBORw0KGgo="}}},
        {"cell_type":"code","id":"b2","execution_count":1,"metadata":{"tags":["a"]},"source":"1 + 1","outputs":[
        {"output_type":"stream","name":"stdout","text":["line\\n"]},
        {"output_type":"execute_result","execution_count":1,"metadata":{},"data":{
        "text/plain":["2"],"application/json":{"a":[1,null,true]}}},
        {"output_type":"error","ename":"E","evalue":"what","traceback":["at"]}]}],
        "metadata":{"kernelspec":{"display_name":".NET (C#)","language":"C#","name":".net-csharp"},"language_info":{"name":"C#"}},
        "nbformat":4,"nbformat_minor":5}
        """;

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(2);

    /// <summary>Runs all formats, or one; the result is the exit code.</summary>
    public static int Run(int count, string? only, TextWriter output)
    {
        string folder = Directory.CreateTempSubdirectory("fuzz-").FullName;
        try
        {
            return Formats(folder).Where(format => only is null || format.Name == only)
                .Sum(format => Run(format, count, Path.Combine(folder, "damaged" + Path.GetExtension(format.Name)), output)) == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The number of faults.
    private static int Run(Format format, int count, string path, TextWriter output)
    {
        int read = 0, faults = 0;
        long most = 0;
        TimeSpan longest = TimeSpan.Zero;
        // The first reading takes the time in which code is compiled; and where a sound file is refused, all that follows is worthless.
        if (!format.Read(format.Path))
            throw new InvalidOperationException($"The sound file {format.Name} is read as another.");
        for (int i = 0; i < count; i++)
        {
            File.WriteAllBytes(path, Damage.Of(format.File, new Random(i)));
            long before = GC.GetTotalAllocatedBytes();
            var clock = Stopwatch.StartNew();
            string? fault = null;
            try
            {
                read++;
                fault = format.Read(path) ? null : "was read as another";
            }
            catch (InvalidDataException refused)
            {
                read--;
                fault = refused.Message.Contains('\n', StringComparison.Ordinal) ? $"refused in several lines: {refused.Message}" : null;
            }
            catch (Exception other)
            {
                fault = other.ToString();
            }
            long bytes = GC.GetTotalAllocatedBytes() - before;
            (most, longest) = (Math.Max(most, bytes), clock.Elapsed > longest ? clock.Elapsed : longest);
            fault ??= clock.Elapsed > MostTime ? $"took {clock.Elapsed}" : bytes > MostBytes ? $"took {bytes} bytes" : null;
            if (fault is null)
                continue;
            faults++;
            output.WriteLine($"{format.Name}, input {i}: {fault}");
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{format.Name}: {count:N0} inputs, {read:N0} read, {faults} faults; longest {longest.TotalMilliseconds:0} ms, "
                + $"most {most / 1e6:0.0} MB"));
        return faults;
    }

    private static IEnumerable<Format> Formats(string folder)
    {
        DigitSet digits = Samples.Train.Range(0, 5);
        string In(string name) => Path.Combine(folder, name);
        bool Same(DigitSet read) => read.Pixels.SequenceEqual(digits.Pixels) && read.Labels.SequenceEqual(digits.Labels);
        Idx.Write(In("images"), In("labels"), digits);
        Idx.Write(In("images.gz"), In("labels.gz"), digits);
        DigitCsv.Write(In("digits.csv"), digits);
        DigitNpy.Write(In("x.npy"), In("y.npy"), digits);
        Matrix<double> weights = Matrix<double>.Build.Random(20, 30, seed: 1);
        Npy.Save(In("w.npy"), weights);
        Npz.Save(In("w.npz"), ("wih", weights), ("who", weights));
        yield return new("idx", In("images"), path => Idx.Read(path, In("labels")).Count == 5);
        yield return new("idx-labels", In("labels"), path => Idx.Read(In("images"), path).Count == 5);
        yield return new("idx.gz", In("images.gz"), path => Same(Idx.Read(path, In("labels"))));
        yield return new("digits.csv", In("digits.csv"), path => DigitCsv.Read(path).Count is > 0 and < 8);
        yield return new("digits.csv.gz", Packed(In("digits.csv")), path => Same(DigitCsv.Read(path)));
        yield return new("pictures.npy", In("x.npy"), path => DigitNpy.Read(path, In("y.npy")).Count == 5);
        yield return new("labels.npy", In("y.npy"), path => DigitNpy.Read(In("x.npy"), path).Count == 5);
        yield return new("array.npy", In("w.npy"), path => Npy.Load(path).Values.Length == 600);
        yield return new("weights.npz", In("w.npz"), path =>
        {
            var archive = Npz.Load(path);
            return archive.Names.All(name => archive[name].ToMatrix().Equals(weights));
        });
        foreach (string picture in Pictures(folder))
            yield return new(Path.GetFileName(picture), picture, path => GreyPicture.Read(path).Width > 0);
        File.WriteAllText(In("cache.json"), """
            {"version":2,"outcomes":{"data=a,Trial(Hidden=[3])":{"accuracy":0.5,"trainingAccuracy":0.75,"losses":[0.5,0.25],"seconds":1}}}
            """);
        yield return new("cache.json", In("cache.json"), path => TrialCache.Open(path, "a") is not null);
        File.WriteAllText(In("lesson.ipynb"), Notebook);
        yield return new("lesson.ipynb", In("lesson.ipynb"), path =>
        {
            var lesson = new Lesson(NotebookFile.Read(path));
            var page = new LessonPage(lesson, null, null, new("Drawn.", IsMnist: false), new(folder, folder));
            return page.ToHtml().EndsWith("</html>\n", StringComparison.Ordinal);
        });
    }

    private static IEnumerable<string> Pictures(string folder)
    {
        byte[] pixels = [.. Enumerable.Range(0, 3000).Select(i => (byte)(Math.Abs(i % 60 - 30) < 5 ? 0 : 200 + i % 50))];
        foreach (var (kind, file) in PictureFiles.OfEachKind(new(60, 50, pixels)))
        {
            string path = Path.Combine(folder, $"picture.{kind}");
            File.WriteAllBytes(path, file);
            yield return path;
        }
    }

    private static string Packed(string path)
    {
        using (var packed = new GZipStream(File.Create(path + ".gz"), CompressionLevel.Optimal))
            packed.Write(File.ReadAllBytes(path));
        return path + ".gz";
    }
}

/// <summary>Ways to damage a file.</summary>
internal static class Damage
{
    // Numbers at which programs go wrong.
    private static readonly byte[][] Numbers =
        [[0], [0xFF], [0x7F], [0x80], [0xFF, 0xFF, 0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0x80], [0, 0, 0, 0], [1, 0, 0, 0]];

    private static readonly byte[][] Words =
    [
        "{"u8.ToArray(), "["u8.ToArray(), "\""u8.ToArray(), "NaN"u8.ToArray(), "null"u8.ToArray(), "-1"u8.ToArray(), "1e999"u8.ToArray(),
        ","u8.ToArray(), "\n"u8.ToArray(), "\\ud800"u8.ToArray(), "99999999999"u8.ToArray(), "(){}"u8.ToArray(), [0xC3, 0x28],
    ];

    public static byte[] Of(byte[] file, Random random)
    {
        byte[] damaged = file;
        for (int times = random.Next(1, 4); times > 0; times--)
            damaged = Once(damaged, random);
        return damaged;
    }

    private static byte[] Once(byte[] file, Random random)
    {
        // Headers are where the harm is done.
        int at = random.Next(2) == 0 ? random.Next(Math.Min(file.Length, 200) + 1) : random.Next(file.Length + 1);
        int end = Math.Min(file.Length, at + random.Next(1, 64));
        byte[] noise = new byte[random.Next(1, 9)];
        random.NextBytes(noise);
        return random.Next(9) switch
        {
            0 => file[..at],
            1 => [.. file[..at], .. noise, .. file[Math.Min(at + noise.Length, file.Length)..]],
            2 => [.. file[..at], .. noise, .. file[at..]],
            3 => [.. file, .. noise],
            4 => Over(file, at, Numbers[random.Next(Numbers.Length)]),
            5 => [.. file[..at], .. Words[random.Next(Words.Length)], .. file[at..]],
            6 => [.. file[..at], .. file[end..]],
            7 => [.. file[..end], .. file[at..end], .. file[end..]],
            _ => Over(file, at, [(byte)(at < file.Length ? file[at] ^ (1 << random.Next(8)) : 0)]),
        };
    }

    private static byte[] Over(byte[] file, int at, byte[] bytes) =>
        [.. file[..at], .. bytes, .. file[Math.Min(at + bytes.Length, file.Length)..]];
}

/// <summary>A format: a sound file of it, and how it is read; false when what was read can't be what was written.</summary>
internal sealed record Format(string Name, string Path, Func<string, bool> Read)
{
    public byte[] File { get; } = System.IO.File.ReadAllBytes(Path);
}
