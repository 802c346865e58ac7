using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Lessons;

namespace MnistNotebooks.Tests.Lessons;

[Collection("console")]
public class ExerciseTests
{
    [Theory]
    [InlineData(double.NaN, "○")]
    [InlineData(2.0, "✓")]
    [InlineData(2.0 + 1e-10, "✓")]
    [InlineData(2.1, "✗")]
    [InlineData(double.PositiveInfinity, "✗")]
    public void A_number_is_open_right_or_wrong(double answer, string mark) =>
        Assert.StartsWith(mark, Said(() => Exercise.Check("two", answer, 2.0)), StringComparison.Ordinal);

    [Fact]
    public void The_tolerance_is_the_callers()
    {
        Assert.StartsWith("✓", Said(() => Exercise.Check("pi", 3.14, Math.PI, 0.01)), StringComparison.Ordinal);
        Assert.StartsWith("✗", Said(() => Exercise.Check("pi", 3.14, Math.PI, 0.001)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_vector_is_compared_in_length_and_elements()
    {
        var expected = Vector<double>.Build.Dense([1, 2, 3]);
        Assert.StartsWith("○", Said(() => Exercise.Check("v", null, expected)), StringComparison.Ordinal);
        Assert.StartsWith("✓", Said(() => Exercise.Check("v", expected.Clone(), expected)), StringComparison.Ordinal);
        Assert.Contains("number 1 is 5", Said(() => Exercise.Check("v", Vector<double>.Build.Dense([1, 5, 3]), expected)),
            StringComparison.Ordinal);
        Assert.Contains("number 2 is NaN", Said(() => Exercise.Check("v", Vector<double>.Build.Dense([1, 2, double.NaN]), expected)),
            StringComparison.Ordinal);
        Assert.Contains("it has 2 numbers, 3 were expected", Said(() => Exercise.Check("v", Vector<double>.Build.Dense(2), expected)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_is_compared_at_every_point()
    {
        Assert.StartsWith("✓", Said(() => Exercise.Check("f", x => x * x, x => Math.Pow(x, 2), -1, 0, 3)), StringComparison.Ordinal);
        Assert.StartsWith("○", Said(() => Exercise.Check("f", _ => double.NaN, x => x, 1)), StringComparison.Ordinal);
        Assert.Contains("at 3 it gives 6", Said(() => Exercise.Check("f", x => 2 * x, x => x * x, 0, 2, 3)), StringComparison.Ordinal);
    }

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
        return said.ToString();
    }
}
