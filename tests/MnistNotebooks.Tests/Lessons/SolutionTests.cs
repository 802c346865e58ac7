using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using MnistNotebooks.Lessons;

namespace MnistNotebooks.Tests.Lessons;

/// <summary>The number that a folded solution begins with, for whoever checks answers by eye, is the one that is right.</summary>
[Collection("console")]
public partial class SolutionTests
{
    public static TheoryData<string> Numbers => [.. Exercise.Names.Where(name => Exercise.Named(name) is NumberQuestion)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_answer_is_said_first(string name)
    {
        Match said = Said().Match(TextBelow(name));
        Assert.True(said.Success, $"The solution of {name} says no number.");
        string number = said.Groups["number"].Value;
        if (said.Groups["set"].Success && !AtHand.Digits.Source.IsMnist)
            return;
        int decimals = number.Contains('.', StringComparison.Ordinal) ? number.Split('.')[1].Length : 0;
        double right = ((NumberQuestion)Exercise.Named(name)).Right;
        Assert.Equal(right.ToString($"N{decimals}", CultureInfo.InvariantCulture).Replace('-', '−'), number);
    }

    /// <summary>The cell below the one that checks the answer.</summary>
    private static string TextBelow(string name, [CallerFilePath] string here = "")
    {
        string folder = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "notebooks");
        string path = Assert.Single(Directory.GetFiles(folder, $"{name.Split('-')[0]}-*.ipynb"),
            file => !file.EndsWith(".mine.ipynb", StringComparison.Ordinal));
        using var notebook = JsonDocument.Parse(File.ReadAllBytes(path));
        string[] cells = [.. notebook.RootElement.GetProperty("cells").EnumerateArray().Select(cell =>
            string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString())))];
        int check = Array.FindIndex(cells, cell => cell.Contains($"Exercise.Check(\"{name}\"", StringComparison.Ordinal));
        return cells[check + 1];
    }

    [GeneratedRegex(@"<summary>Solution</summary>\n\n((?<set>On MNIST) t|T)he answer is (?<number>−?\d[\d,]*(\.\d+)?)\.\n")]
    private static partial Regex Said();
}
