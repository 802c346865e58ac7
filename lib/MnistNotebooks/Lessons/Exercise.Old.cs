using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Lessons;

// For lessons whose answers are not in the library yet.
public static partial class Exercise
{
    /// <summary>A number: right when it differs from the expected one by at most the tolerance.</summary>
    public static void Check(string question, double answer, double expected, double tolerance = 1e-9) =>
        SayOld(question, double.IsNaN(answer) ? Verdict.Open : Near(answer, expected, tolerance), $"{Text(answer)} is not it");

    /// <summary>A vector: right when the length and every element agree within 1e-9.</summary>
    public static void Check(string question, Vector<double>? answer, Vector<double> expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        if (answer is null)
            SayOld(question, Verdict.Open, "");
        else if (answer.Count != expected.Count)
            SayOld(question, Verdict.Wrong, $"it has {answer.Count} numbers, {expected.Count} were expected");
        else
        {
            int wrong = Enumerable.Range(0, expected.Count).FirstOrDefault(i => Near(answer[i], expected[i], 1e-9) == Verdict.Wrong, -1);
            SayOld(question, wrong < 0 ? Verdict.Right : Verdict.Wrong, wrong < 0 ? "" : $"number {wrong} is {Text(answer[wrong])}");
        }
    }

    /// <summary>A function: right when it agrees with the expected one within 1e-9 at every given point.</summary>
    public static void Check(string question, Func<double, double> answer, Func<double, double> expected,
        params IReadOnlyList<double> points)
    {
        foreach (double point in points)
        {
            double value = answer(point);
            Verdict verdict = double.IsNaN(value) ? Verdict.Open : Near(value, expected(point), 1e-9);
            if (verdict != Verdict.Right)
            {
                SayOld(question, verdict, $"at {Text(point)} it gives {Text(value)}");
                return;
            }
        }
        SayOld(question, Verdict.Right, "");
    }

    private enum Verdict
    {
        Open,
        Wrong,
        Right,
    }

    private static Verdict Near(double answer, double expected, double tolerance) =>
        Math.Abs(answer - expected) <= tolerance ? Verdict.Right : Verdict.Wrong;

    private static void SayOld(string question, Verdict verdict, string reason) => Console.WriteLine(verdict switch
    {
        Verdict.Right => $"✓ {question}: right.",
        Verdict.Wrong => $"✗ {question}: not yet; {reason}.",
        _ => $"○ {question}: put your answer in place of the placeholder and run the cell again.",
    });

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
