using BenchmarkDotNet.Attributes;
using MnistNotebooks.Data;

namespace MnistNotebooks.Benchmarks;

/// <summary>10,000 digits from files.</summary>
public class LoadingBenchmarks
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-benchmarks-").FullName;

    [GlobalSetup]
    public void Write()
    {
        Idx.Write(File("images.gz"), File("labels.gz"), Samples.Train);
        DigitCsv.Write(File("digits.csv"), Samples.Train);
    }

    [GlobalCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Description = "IDX, gzipped")]
    public DigitSet IdxFiles() => Idx.Read(File("images.gz"), File("labels.gz"));

    [Benchmark(Description = "CSV")]
    public DigitSet Csv() => DigitCsv.Read(File("digits.csv"));

    private string File(string name) => Path.Combine(_folder, name);
}
