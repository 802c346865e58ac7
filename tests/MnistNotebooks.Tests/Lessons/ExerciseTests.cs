using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Lessons;

namespace MnistNotebooks.Tests.Lessons;

/// <summary>How answers are judged; that the solutions of the lessons are right is tested where the lessons run.</summary>
[Collection("console")]
public class ExerciseTests
{
    public static TheoryData<string> Names => [.. Exercise.Names];

    [Fact]
    public void An_answer_is_open_right_or_wrong()
    {
        Assert.Equal("○ 01-1: put your answer in place of the placeholder and run the cell again.",
            Said(() => Exercise.Check("01-1", double.NaN)));
        Assert.Equal("✓ 01-1: right.", Said(() => Exercise.Check("01-1", 0.354)));
        Assert.Equal("✗ 01-1: not yet; 0.36 is not it.", Said(() => Exercise.Check("01-1", 0.36)));
        Assert.Equal("✗ 01-1: not yet; this is the variance; the spread is its square root.",
            Said(() => Exercise.Check("01-1", 0.1254)));
        Assert.StartsWith("✗", Said(() => Exercise.Check("01-1", double.PositiveInfinity)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_formula_is_compared_at_every_point()
    {
        Assert.StartsWith("○", Said(() => Exercise.Check("01-3", _ => double.NaN)), StringComparison.Ordinal);
        Assert.StartsWith("✓", Said(() => Exercise.Check("01-3", x => 1 - (2 / (1 + Math.Exp(2 * x))))), StringComparison.Ordinal);
        Assert.Contains("at -3 it gives -3", Said(() => Exercise.Check("01-3", x => x)), StringComparison.Ordinal);
        Assert.Contains("at 2.5 it gives NaN", Said(() => Exercise.Check("01-3", x => x > 2 ? double.NaN : Math.Tanh(x))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_vector_is_compared_in_length_and_numbers()
    {
        var question = new VectorQuestion("v", () => Vector([1, 2, 3]), (() => Vector([3, 2, 1]), "it stands on its head"));
        Assert.Null(question.Fault(Vector([1, 2, 3])));
        Assert.Equal("it has 2 numbers, 3 are asked for", question.Fault(Vector([1, 2])));
        Assert.Equal("number 1, 5, is the first that is not right", question.Fault(Vector([1, 5, 3])));
        Assert.Equal("number 2, NaN, is the first that is not right", question.Fault(Vector([1, 2, double.NaN])));
        Assert.Equal("it stands on its head", question.Fault(Vector([3, 2, 1])));
    }

    [Fact]
    public void A_name_that_is_no_exercise_or_an_answer_of_another_kind_is_refused()
    {
        Assert.Contains("There is no exercise 1-1;", Assert.Throws<ArgumentException>(() => Exercise.Check("1-1", 1)).Message,
            StringComparison.Ordinal);
        Assert.Contains("The answer to exercise 01-1 is of another kind.",
            Assert.Throws<ArgumentException>(() => Exercise.Check("01-1", Vector([1]))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_mistake_gets_its_hint(string name)
    {
        switch (Exercise.Named(name))
        {
            case NumberQuestion number:
                Assert.Null(number.Fault(number.Right));
                // On drawn digits two results may happen to be equal: three networks, and the best of them, make as many mistakes.
                Assert.All(number.Mistakes.Where(mistake => mistake.Answer != number.Right || AtHand.Digits.Source.IsMnist),
                    mistake => Assert.Equal(mistake.Hint, number.Fault(mistake.Answer)));
                break;
            case VectorQuestion vector:
                Assert.Null(vector.Fault(vector.Right()));
                Assert.All(vector.Mistakes, mistake => Assert.Equal(mistake.Hint, vector.Fault(mistake.Answer())));
                break;
            case FormulaQuestion formula:
                Assert.Null(formula.Fault(formula.Right));
                break;
        }
    }

    private static Vector<double> Vector(double[] numbers) => Vector<double>.Build.Dense(numbers);

    private static string Said(Action check)
    {
        TextWriter console = Console.Out;
        using var said = new StringWriter();
        Console.SetOut(said);
        try
        {
            check();
        }
        finally
        {
            Console.SetOut(console);
        }
        return said.ToString().TrimEnd();
    }
}
