using System.Text.RegularExpressions;
using MnistNotebooks.Runner.Tests.Lessons;

namespace MnistNotebooks.Runner.Tests.Pages;

/// <summary>The pages' styles leave the figures alone.</summary>
public partial class PageStyleTests
{
    [Fact]
    public void No_style_is_for_a_class_that_plotly_gives_to_parts_of_its_figures()
    {
        string assets = Path.Combine(StoredLessons.Folder, "..", "lib", "MnistNotebooks.Runner", "Pages", "Assets");
        string[] files = Directory.GetFiles(assets, "*.css");
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotMatch(PlotlyClass(), File.ReadAllText(file)));
    }

    // A line of a curve is in <g class="lines">: hidden by a page's own .lines, figures keep their dots only.
    [GeneratedRegex(@"\.(lines|points|fills|errorbars|trace|bars|contourlayer|heatmaplayer)\b(?!-)")]
    private static partial Regex PlotlyClass();
}
