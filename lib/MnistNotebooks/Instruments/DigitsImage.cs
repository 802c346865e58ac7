using System.Text.Json.Nodes;
using MnistNotebooks.Data;

namespace MnistNotebooks.Instruments;

/// <summary>
/// The digits that the instruments work with, as one <see cref="DigitSheet"/>: the first training digits, then the first test digits, in
/// rows of <see cref="Columns"/>.
/// </summary>
internal sealed class DigitsImage
{
    /// <summary>What the script is called beside the pages.</summary>
    public const string FileName = "mnist-digits.js";

    /// <summary>Digits side by side.</summary>
    public const int Columns = 50;

    private const int MostTrain = 5_000, MostTest = 1_000;

    private static readonly ScriptCache Scripts = new(FileName, data => Of(data).ToScript());

    private readonly DataSource _source;
    private readonly int _train;
    private readonly int _test;
    private readonly string _labels;

    private DigitsImage(DataSource source, DigitSet train, DigitSet test)
    {
        (_source, _train, _test) = (source, train.Count, test.Count);
        _labels = string.Concat([.. train.Labels, .. test.Labels]);
        Png = DigitSheet.Png(Columns, train, test);
    }

    /// <summary>The picture, about 1 MB; the same digits make the same bytes.</summary>
    public byte[] Png { get; }

    /// <summary>The picture of the first 5,000 training digits and the first 1,000 test digits, or of all where there are fewer.</summary>
    public static DigitsImage Of(MnistData data) => new(data.Source,
        data.Train.Range(0, Math.Min(data.Train.Count, MostTrain)), data.Test.Range(0, Math.Min(data.Test.Count, MostTest)));

    /// <summary>The script with the picture for all instruments, made once for the same data.</summary>
    public static SharedScript ScriptOf(MnistData data) => Scripts.Of(data);

    /// <summary>
    /// A script that defines <c>mnistDigits</c>, with the picture as a data: address. A page that is opened from the disk may not read
    /// pictures from files.
    /// </summary>
    public string ToScript()
    {
        var stored = new JsonObject
        {
            ["name"] = _source.Description,
            ["isMnist"] = _source.IsMnist,
            ["train"] = _train,
            ["test"] = _test,
            ["columns"] = Columns,
            ["labels"] = _labels,
        };
        // Not through JSON, which would write the plus signs of base 64 as escapes.
        return $$"""
            globalThis.mnistDigits = { ...{{stored.ToJsonString()}},
            picture: 'data:image/png;base64,{{Convert.ToBase64String(Png)}}' };

            """;
    }
}
