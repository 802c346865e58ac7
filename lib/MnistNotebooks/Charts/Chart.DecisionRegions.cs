using System.Globalization;
using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    /// <summary>
    /// Which class a function chooses where in the plane, with labelled points over it. Each class has its colour, pale where the largest
    /// output is hardly ahead of the next, full where it is ahead by 1 or more.
    /// </summary>
    /// <param name="points">Records of 2 inputs, at most 7 classes. The figure reaches a little beyond them.</param>
    /// <param name="outputs">From 2 inputs to an output for each class, mostly a network's; the largest is chosen.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="xTitle">What the first input is.</param>
    /// <param name="yTitle">What the second input is.</param>
    /// <exception cref="ArgumentException">There are no points or they don't lie in a plane, or the function does not give an output for
    /// every class.</exception>
    public static Figure DecisionRegions(
        LabeledSet points, Func<Vector<double>, Vector<double>> outputs, string title,
        string xTitle = "first input", string yTitle = "second input")
    {
        ArgumentNullException.ThrowIfNull(outputs);
        var grid = new RegionGrid(points);
        Matrix<double> choices = grid.Choose(outputs);
        int classes = ClassesOf(points, outputs);
        var panels = new RegionPanels(grid, points, classes, 1, [""], xTitle, yTitle);
        string text = $"{title}: decision regions of {classes} classes and {points.Count} points, "
            + $"{Percent(grid.Share(outputs))} of them in the region of their class.{NoRegions(choices)}";
        return new(panels.Traces([choices]), panels.Layout(title), text, RegionGrid.Sketch(choices, classes));
    }

    /// <summary>Decision regions of several functions side by side, on one scale and with the same points.</summary>
    /// <param name="points">Records of 2 inputs, at most 7 classes.</param>
    /// <param name="panels">Of each panel the line above it, and the function: from 2 inputs to an output for each class.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="columns">Panels in a row.</param>
    /// <exception cref="ArgumentException">There are no panels or no points, the points don't lie in a plane, or a function does not give
    /// an output for every class.</exception>
    public static Figure DecisionRegions(
        LabeledSet points, IEnumerable<(string Caption, Func<Vector<double>, Vector<double>> Outputs)> panels, string title,
        int columns = 3)
    {
        ArgumentNullException.ThrowIfNull(panels);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        var all = panels.ToList();
        if (all.Count == 0)
            throw new ArgumentException("There are no functions to draw.", nameof(panels));
        var grid = new RegionGrid(points);
        int classes = all.Max(panel => ClassesOf(points, panel.Outputs));
        var drawn = new RegionPanels(
            grid, points, classes, columns, [.. all.Select(panel => panel.Caption)], "first input", "second input");
        Matrix<double>[] choices = [.. all.Select(panel => grid.Choose(panel.Outputs))];
        string text = $"{title}: decision regions of {all.Count} functions side by side, {classes} classes and {points.Count} points."
            + NoRegions(choices);
        var shares =
            all.Select(panel => $"{panel.Caption}: {Percent(grid.Share(panel.Outputs))} of the points in the region of their class");
        return new(drawn.Traces(choices), drawn.Layout(title), text, string.Join('\n', shares));
    }

    /// <summary>Decision regions that change over time; with a slider and a play button.</summary>
    /// <param name="points">Records of 2 inputs, at most 7 classes.</param>
    /// <param name="moments">Of each moment a function from 2 inputs to an output for each class. 20 moments take 400 kB.</param>
    /// <param name="captions">What to say of each moment.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="start">The moment that is shown before the film is played, from 0; by default the last one.</param>
    /// <exception cref="ArgumentException">
    /// There are no moments or not as many captions, no points or not in a plane, or a function does not give an output for every class.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">No moment has the number to start with.</exception>
    public static Figure DecisionFilm(
        LabeledSet points, IEnumerable<Func<Vector<double>, Vector<double>>> moments, IEnumerable<string> captions, string title,
        int? start = null)
    {
        ArgumentNullException.ThrowIfNull(moments);
        ArgumentNullException.ThrowIfNull(captions);
        Func<Vector<double>, Vector<double>>[] functions = [.. moments];
        string[] words = [.. captions];
        int opening = CheckFilm(functions.Length, words.Length, start);
        var grid = new RegionGrid(points);
        Matrix<double>[] choices = [.. functions.Select(grid.Choose)];
        int classes = functions.Max(function => ClassesOf(points, function));
        var panel = new RegionPanels(grid, points, classes, 1, [""], "first input", "second input");
        var layout = panel.Layout(title);
        AddControls(layout, words, opening);
        string text = $"{title}: film of {words.Length} frames, decision regions of {classes} classes and {points.Count} points, "
            + $"{Percent(grid.Share(functions[0]))} of them in the region of their class at first and {Percent(grid.Share(functions[^1]))} "
            + $"in the end.{NoRegions(choices)}";
        var frames = choices.Select((choice, number) => Frame(number, (0, new JsonObject { ["z"] = RegionPanels.Cells(choice) })));
        return new(panel.Traces([choices[opening]]), layout, text, string.Join(" · ", words), new JsonArray([.. frames]));
    }

    private static int ClassesOf(LabeledSet points, Func<Vector<double>, Vector<double>> outputs) => outputs(points.Inputs.Row(0)).Count;

    // Regions that aren't there look like those of a class with the paper's colour.
    private static string NoRegions(params Matrix<double>[] choices)
    {
        int[] empty = [.. choices.Index().Where(choice => !choice.Item.Enumerate().Any(double.IsFinite)).Select(choice => choice.Index)];
        return empty.Length == 0 ? "" : empty.Length == choices.Length ? " No output is a finite number."
            : $" No output of number {string.Join(", ", empty)} (from 0) is a finite number.";
    }

    private static string Percent(double share) => (100 * share).ToString("F0", CultureInfo.InvariantCulture) + " %";
}
