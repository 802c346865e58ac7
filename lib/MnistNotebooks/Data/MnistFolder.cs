using System.Globalization;

namespace MnistNotebooks.Data;

/// <summary>A folder that holds, or should hold, MNIST's four IDX files.</summary>
/// <param name="path">Where it is.</param>
/// <param name="origin">What readers are told of where the digits came from, without paths of the machine.</param>
internal sealed class MnistFolder(string path, string origin)
{
    public bool IsComplete => MnistFile.All.All(file => file.Find(path) is not null);

    /// <summary>Reads the four files, and says whether they are MNIST or only named like it.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">Not all four files are there.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or not of the format.</exception>
    public MnistData Read()
    {
        if (!Directory.Exists(path))
            throw new DirectoryNotFoundException($"{path}: there is no such folder; one with MNIST's four files was expected ({origin}).");
        string[] missing = [.. MnistFile.All.Where(file => file.Find(path) is null).Select(file => file.Name)];
        if (missing.Length > 0)
            throw new FileNotFoundException($"{path}: has no {string.Join(", no ", missing)}; MNIST's four files were expected, each packed (.gz) or not ({origin}).");

        DigitSet train = Read(MnistFile.TrainImages, MnistFile.TrainLabels, out bool trainIsMnist);
        DigitSet test = Read(MnistFile.TestImages, MnistFile.TestLabels, out bool testIsMnist);
        bool isMnist = trainIsMnist && testIsMnist;
        string counts = string.Create(CultureInfo.InvariantCulture, $"{train.Count:N0} training and {test.Count:N0} test digits");
        string description = isMnist ? $"MNIST: {counts} ({origin})." : $"Not MNIST, though the files have its names: {counts} ({origin}).";
        return new(train, test, new DataSource(isMnist, description));
    }

    private DigitSet Read(MnistFile images, MnistFile labels, out bool isMnist)
    {
        DigitSet digits = Idx.Read(images.Find(path)!, labels.Find(path)!);
        isMnist = images.HasRecords(digits.Pixels) && labels.HasRecords(digits.Labels);
        return digits;
    }
}
