using MnistNotebooks.Runner.Runs;

namespace MnistNotebooks.Runner.Tests.Kernels;

/// <summary>Numbers that lessons print don't depend on what the reader's processor has.</summary>
public sealed class VectorWidthTests
{
    private const string Code = """
        using MathNet.Numerics.LinearAlgebra;
        using MnistNotebooks.Data;
        using MnistNotebooks.Networks;

        var random = new Random(1);
        byte[] pixels = new byte[200 * 784], labels = new byte[200];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(random.Next(5) == 0 ? random.Next(256) : 0);
        for (int i = 0; i < labels.Length; i++)
            labels[i] = (byte)(i % 10);
        var digits = new DigitSet(pixels, labels);
        Network tutorial = Network.Tutorial(70), modern = NetworkDescription.Modern.Create();
        Training.Run(tutorial, digits, new TrainingOptions { Epochs = 1 });
        Training.Run(modern, digits, TrainingOptions.Modern with { Epochs = 1 });
        string Bits(Matrix<double> values) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(
            System.Runtime.InteropServices.MemoryMarshal.AsBytes<double>(values.ToColumnMajorArray())));
        foreach (Network network in new[] { tutorial, modern })
        {
            Console.Write(string.Join(" ", network.Layers.Select(layer => Bits(layer.Weights))));
            Console.WriteLine(" " + Bits(network.Score(digits).Outputs));
        }
        """;

    [LongFact]
    public async Task Trainings_give_the_same_bits_with_vectors_of_512_256_and_128_bits()
    {
        string expected = await OutputAsync(("DOTNET_EnableAVX512", "1"));
        Assert.Equal(expected, await OutputAsync(("DOTNET_EnableAVX512", "0")));
        Assert.Equal(expected, await OutputAsync(("DOTNET_EnableAVX2", "0")));
    }

    private static async Task<string> OutputAsync((string Name, string Value) environment)
    {
        string library = $"#r \"{typeof(Data.DigitSet).Assembly.Location}\"\n";
        NotebookRun run = await Run.InAsync(Path.GetTempPath(), Run.Settings(TimeSpan.FromMinutes(3), environment), library + Code);
        Assert.Null(run.Failure);
        return Assert.Single(run.Outputs(1));
    }
}
