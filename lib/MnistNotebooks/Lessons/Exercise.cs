using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Lessons;

/// <summary>
/// Judges a reader's answers to the exercises and prints the verdict. What is right is computed here, from the data at hand, so that no
/// cell gives it away. A placeholder (NaN or null) is no mistake: it asks for an answer, so that a lesson can be run from top to bottom
/// before its exercises are solved.
/// </summary>
public static class Exercise
{
    private static readonly Dictionary<string, Question> Questions = All().ToDictionary(question => question.Name);

    /// <summary>An answer that is a number.</summary>
    /// <param name="name">The lesson and the exercise, such as 04-2.</param>
    /// <param name="answer">The number, or NaN while there is none.</param>
    /// <exception cref="ArgumentException">There is no such exercise, or its answer is no number.</exception>
    public static void Check(string name, double answer) => Say(name, answer, isOpen: double.IsNaN(answer));

    /// <summary>An answer that is a vector.</summary>
    /// <param name="name">The lesson and the exercise, such as 04-2.</param>
    /// <param name="answer">The vector, or null while there is none.</param>
    /// <exception cref="ArgumentException">There is no such exercise, or its answer is no vector.</exception>
    public static void Check(string name, Vector<double>? answer) => Say(name, answer, isOpen: answer is null);

    /// <summary>An answer that is a formula.</summary>
    /// <param name="name">The lesson and the exercise, such as 04-2.</param>
    /// <param name="answer">The formula; one that gives NaN everywhere is no answer yet.</param>
    /// <exception cref="ArgumentException">There is no such exercise, or its answer is no formula.</exception>
    public static void Check(string name, Func<double, double> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Say(name, answer, isOpen: double.IsNaN(answer(0.5)));
    }

    internal static IEnumerable<string> Names => Questions.Keys;

    /// <exception cref="ArgumentException">There is no such exercise.</exception>
    internal static Question Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Questions.TryGetValue(name, out Question? question) ? question : throw new ArgumentException(
            $"There is no exercise {name}; names are a lesson's and an exercise's numbers, such as 04-2.", nameof(name));
    }

    private static IEnumerable<Question> All() =>
    [
        .. Lesson01.Questions,
        .. Lesson02.Questions,
        .. Lesson03.Questions,
        .. Lesson04.Questions,
        .. Lesson05.Questions,
        .. Lesson06.Questions,
        .. Lesson07.Questions,
        .. Lesson08.Questions,
        .. Lesson09.Questions,
        .. Lesson10.Questions,
        .. Lesson11.Questions,
        .. Lesson12.Questions,
        .. Lesson13.Questions,
        .. Lesson14.Questions,
        .. Lesson15.Questions,
        .. Lesson16.Questions,
    ];

    private static void Say<T>(string name, T? answer, bool isOpen)
    {
        if (Named(name) is not Question<T> question)
            throw new ArgumentException($"The answer to exercise {name} is of another kind.", nameof(answer));
        if (isOpen)
            Console.WriteLine($"○ {name}: put your answer in place of the placeholder and run the cell again.");
        else if (question.Fault(answer!) is { } fault)
            Console.WriteLine($"✗ {name}: not yet; {fault}.");
        else
            Console.WriteLine($"✓ {name}: right.");
    }
}
