using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Lessons;

/// <summary>An exercise of a lesson, and what tells a right answer from a wrong one.</summary>
/// <param name="Name">The lesson and the exercise, such as 04-2.</param>
internal abstract record Question(string Name);

/// <summary>A question whose answers are judged one by one, as when several are right.</summary>
/// <param name="Name">The lesson and the exercise.</param>
/// <param name="Fault">What is wrong with an answer, as a hint that does not give the right one away; null for a right answer.</param>
internal record Question<T>(string Name, Func<T, string?> Fault) : Question(Name);

/// <summary>A question for a number. Some take seconds of training, so each number is computed once; a failure is not kept.</summary>
internal sealed record NumberQuestion : Question<double>
{
    private readonly Lazy<double> _right;

    /// <param name="name">The lesson and the exercise.</param>
    /// <param name="right">Computes the right number from the data at hand.</param>
    /// <param name="tolerance">How far an answer may be off.</param>
    /// <param name="mistakes">Wrong ways that readers take, the likelier first.</param>
    public NumberQuestion(string name, Func<double> right, double tolerance, params IReadOnlyList<Mistake> mistakes)
        : this(name, new Lazy<double>(right, LazyThreadSafetyMode.PublicationOnly), tolerance, mistakes)
    {
    }

    private NumberQuestion(string name, Lazy<double> right, double tolerance, IReadOnlyList<Mistake> mistakes)
        : base(name, answer => FaultOf(answer, right.Value, tolerance, mistakes)) => (_right, Mistakes) = (right, mistakes);

    public double Right => _right.Value;

    public IReadOnlyList<Mistake> Mistakes { get; }

    private static string? FaultOf(double answer, double right, double tolerance, IReadOnlyList<Mistake> mistakes)
    {
        if (Math.Abs(answer - right) <= tolerance)
            return null;
        Mistake? made = mistakes.FirstOrDefault(mistake => Math.Abs(answer - mistake.Answer) <= tolerance);
        return made?.Hint ?? string.Create(CultureInfo.InvariantCulture, $"{answer:G6} is not it");
    }
}

/// <summary>A wrong way that readers take.</summary>
/// <param name="answer">Computes the number to which it leads.</param>
/// <param name="hint">What leads back, without the right number.</param>
internal sealed class Mistake(Func<double> answer, string hint)
{
    private readonly Lazy<double> _answer = new(answer, LazyThreadSafetyMode.PublicationOnly);

    public double Answer => _answer.Value;

    public string Hint => hint;
}

/// <summary>A question for several numbers, each right within 1e-9.</summary>
/// <param name="Name">The lesson and the exercise.</param>
/// <param name="Right">Computes the right numbers from the data at hand.</param>
/// <param name="Mistakes">Wrong ways that readers take, the likelier first.</param>
internal sealed record VectorQuestion(
    string Name, Func<Vector<double>> Right, params IReadOnlyList<(Func<Vector<double>> Answer, string Hint)> Mistakes)
    : Question<Vector<double>>(Name, answer => FaultOf(answer, Right(), Mistakes))
{
    private const double Tolerance = 1e-9;

    private static string? FaultOf(
        Vector<double> answer, Vector<double> right, IReadOnlyList<(Func<Vector<double>> Answer, string Hint)> mistakes)
    {
        if (answer.Count != right.Count)
            return $"it has {answer.Count} numbers, {right.Count} are asked for";
        int wrong = FirstOther(answer, right);
        if (wrong < 0)
            return null;
        string? hint = mistakes.FirstOrDefault(mistake => FirstOther(answer, mistake.Answer()) < 0).Hint;
        return hint ?? string.Create(CultureInfo.InvariantCulture, $"number {wrong}, {answer[wrong]:G6}, is the first that is not right");
    }

    // NaN is near nothing.
    private static int FirstOther(Vector<double> one, Vector<double> other) =>
        Enumerable.Range(0, one.Count).FirstOrDefault(i => !(Math.Abs(one[i] - other[i]) <= Tolerance), -1);
}

/// <summary>A question for a formula, which is right when it agrees within 1e-9 at every point.</summary>
/// <param name="Name">The lesson and the exercise.</param>
/// <param name="Right">The right formula.</param>
/// <param name="Points">Where the two are compared.</param>
internal sealed record FormulaQuestion(string Name, Func<double, double> Right, params IReadOnlyList<double> Points)
    : Question<Func<double, double>>(Name, answer => FaultOf(answer, Right, Points))
{
    private static string? FaultOf(Func<double, double> answer, Func<double, double> right, IReadOnlyList<double> points)
    {
        foreach (double point in points)
        {
            if (!(Math.Abs(answer(point) - right(point)) <= 1e-9))
                return string.Create(CultureInfo.InvariantCulture, $"at {point} it gives {answer(point):G6}");
        }
        return null;
    }
}
