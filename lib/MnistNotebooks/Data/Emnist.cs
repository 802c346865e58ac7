namespace MnistNotebooks.Data;

/// <summary>EMNIST's files look like MNIST's, but their pictures lie on their side (Cohen et al. 2017, arXiv:1702.05373).</summary>
internal static class Emnist
{
    private const string Hint = "EMNIST's pictures lie on their side: if these do, turn them with DigitSet.Transposed().";

    /// <summary>Says on standard error that digits may lie on their side, where their file's name or number hints at it.</summary>
    public static void WarnOf(string path, int count)
    {
        if (Path.GetFileName(path).Contains("emnist", StringComparison.OrdinalIgnoreCase) || count is 240_000 or 40_000)
            Console.Error.WriteLine($"{Path.GetFileName(path)}: {Hint}");
    }

    /// <summary>A further sentence about digits under MNIST's names that are not MNIST: EMNIST has two sets of digits.</summary>
    public static string NoteOn(int trainingDigits) => trainingDigits is 240_000 or 60_000 ? $" {Hint}" : "";
}
