namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>What a step of a lesson must show.</summary>
[Flags]
internal enum Shows
{
    Text = 1,
    Heatmap = 2,
    Bars = 4,
    Scatter = 8,
    Curve = 16,
    Histogram = 32,
}

/// <summary>The steps of all lessons in order, and the kind of output that each of them asks for.</summary>
internal static class LessonSteps
{
    public static IReadOnlyList<(string Step, Shows Shows)> All { get; } =
    [
        ("T1", Shows.Text),
        ("T2", Shows.Text | Shows.Histogram),
        ("T3", Shows.Heatmap),
        ("T4", Shows.Text | Shows.Histogram),
        ("T5", Shows.Heatmap),
        ("T6", Shows.Curve),
        ("T7", Shows.Text),
        ("T8", Shows.Heatmap),
        ("T9", Shows.Text | Shows.Heatmap),
        ("T10", Shows.Text | Shows.Heatmap),
        ("T11", Shows.Text | Shows.Heatmap),
        ("T12", Shows.Text),
        ("T13", Shows.Text),
        ("T14", Shows.Text | Shows.Heatmap),
        ("T15", Shows.Text | Shows.Heatmap),
        ("T16", Shows.Text | Shows.Heatmap),
        ("T17", Shows.Heatmap),
        ("T18", Shows.Bars),
        ("T19", Shows.Text | Shows.Heatmap),
        ("T20", Shows.Heatmap),
        ("T21", Shows.Bars),
        ("T22", Shows.Text | Shows.Heatmap),
        ("T23", Shows.Bars),
        ("T24", Shows.Scatter),
        ("T25", Shows.Text),
        ("T26", Shows.Bars),
        ("T27", Shows.Scatter),
        ("T28", Shows.Text),
        ("T29", Shows.Text | Shows.Heatmap),
        ("T30", Shows.Text | Shows.Heatmap),
        ("T31", Shows.Text | Shows.Curve),
        ("T32", Shows.Text),
        ("T33", Shows.Text),
        ("T34", Shows.Text),
        ("T35", Shows.Heatmap),
        ("T36", Shows.Heatmap),
        ("T37", Shows.Text),
        ("T38", Shows.Heatmap),
        ("T39", Shows.Heatmap),
        ("T40", Shows.Text | Shows.Heatmap),
        ("T41", Shows.Heatmap),
        ("T42", Shows.Bars),
        ("T43", Shows.Text | Shows.Heatmap),
        ("T44", Shows.Heatmap),
        ("T45", Shows.Bars),
        ("T46", Shows.Text),
        ("T47", Shows.Text),
        ("N1", Shows.Heatmap),
        ("N2", Shows.Text | Shows.Heatmap),
        ("N3", Shows.Text | Shows.Bars),
        ("N4", Shows.Text | Shows.Bars),
        ("N5", Shows.Text | Shows.Heatmap),
        ("N6", Shows.Heatmap),
        ("N7", Shows.Text | Shows.Heatmap),
    ];
}
