using MnistNotebooks.Data;

namespace MnistNotebooks.Runner.Tests.Commands;

/// <summary>A folder of MNIST's four files with a few drawn digits in them, so that commands start at once.</summary>
internal static class FewDigits
{
    public const int Train = 60;
    public const int Test = 20;

    private static MnistData Drawn { get; } = DrawnDigits.Create(Train, Test);

    public static void Write(string folder) => Write(folder, Drawn);

    /// <summary>Writes other digits in their place.</summary>
    public static void Write(string folder, MnistData digits)
    {
        Directory.CreateDirectory(folder);
        Idx.Write(Path.Combine(folder, "train-images-idx3-ubyte"), Path.Combine(folder, "train-labels-idx1-ubyte"), digits.Train);
        Idx.Write(Path.Combine(folder, "t10k-images-idx3-ubyte"), Path.Combine(folder, "t10k-labels-idx1-ubyte"), digits.Test);
    }
}
