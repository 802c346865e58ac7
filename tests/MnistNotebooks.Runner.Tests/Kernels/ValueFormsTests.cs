using MnistNotebooks.Runner.Runs;

namespace MnistNotebooks.Runner.Tests.Kernels;

/// <summary>How values show whose types bring no formatter.</summary>
public sealed class ValueFormsTests
{
    [Theory]
    [InlineData("(object)null", "<null>")]
    [InlineData("\"text as it is\"", "text as it is")]
    [InlineData("true", "True")]
    [InlineData("'c'", "c")]
    [InlineData("1.5", "1.5")]
    [InlineData("double.NaN", "NaN")]
    [InlineData("DayOfWeek.Monday", "Monday")]
    [InlineData("new[] { 1, 2 }", "[ 1, 2 ]")]
    [InlineData("new[] { 0.5, 1e-9 }", "[ 0.5, 1E-09 ]")]
    [InlineData("Enumerable.Range(0, 784)", "[ 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 ... (764 more) ]")]
    [InlineData("#r \"MathNet.Numerics.dll\"\nMathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(2, 2, 0.5)",
        "DenseMatrix 2x2-Double\n0.5  0.5\n0.5  0.5\n")]
    public async Task Values_show_as_text(string source, string text)
    {
        NotebookRun run = await Run.InAsync(AppContext.BaseDirectory, source);
        Assert.Equal([$"result:{text}"], run.Outputs(1));
    }
}
