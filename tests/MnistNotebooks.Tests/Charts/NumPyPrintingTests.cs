using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Charts;

namespace MnistNotebooks.Tests.Charts;

/// <summary>NumPy itself prints the same arrays; the bodies must agree to the byte.</summary>
public sealed class NumPyPrintingTests
{
    /// <summary>
    /// Reads arrays as JSON lines, prints each with str() to a JSON string; NaN and infinities come as Python writes them. There are as
    /// many lines as 110 columns need, in the narrowest width that needs no more; whole numbers are NumPy's whole numbers.
    /// </summary>
    private const string Script = """
        import bisect, json, sys
        import numpy as np
        def printed(array, width):
            np.set_printoptions(linewidth=width)
            return str(array)
        for line in sys.stdin:
            case = json.loads(line)
            np.set_printoptions(threshold=sys.maxsize if case["full"] else 1000)
            array = np.array(case["values"], dtype=case["type"])
            if np.isfinite(array).all() and (array == np.floor(array)).all() and np.abs(array).max() < 1e8:
                array = array.astype("int64")
            lines = printed(array, 110).count("\n")
            width = bisect.bisect_left(range(1, 110), True, key=lambda width: printed(array, width).count("\n") <= lines) + 1
            print(json.dumps(printed(array, width)))
        """;

    [NumPyFact]
    public void Vectors_print_as_numpy_prints_them()
    {
        var cases = Vectors().SelectMany(values => new[] { (values, Full: false), (values, Full: true) }).ToArray();
        string[] expected = NumPy(cases.Select(test => Case(Row(test.values), test.Full)));
        for (int i = 0; i < cases.Length; i++)
            Assert.Equal(expected[i], Body(Vector<double>.Build.Dense(cases[i].values).ToText("case", cases[i].Full)));
    }

    [NumPyFact]
    public void Matrices_print_as_numpy_prints_them()
    {
        var cases = Matrices().SelectMany(values => new[] { (values, Full: false), (values, Full: values.RowCount < 100) }).ToArray();
        string[] expected = NumPy(cases.Select(test => Case(Rows(test.values), test.Full)));
        for (int i = 0; i < cases.Length; i++)
            Assert.Equal(expected[i], Body(cases[i].values.ToText("case", cases[i].Full)));
    }

    [NumPyFact]
    public void Whole_numbers_print_as_numpy_prints_them()
    {
        var random = new Random(4);
        byte[] pixels = [.. Enumerable.Range(0, 784).Select(i => (byte)(i % 5 == 0 ? random.Next(256) : 0))];
        int[] many = [.. Enumerable.Range(0, 2000).Select(_ => random.Next(-500, 90_000))];
        int[,] table = new int[10, 10];
        for (int i = 0; i < 100; i++)
            table[i / 10, i % 10] = i % 11 == 0 ? random.Next(900, 1100) : random.Next(12);
        var tableRows =
            Enumerable.Range(0, 10).Select(row => $"[{string.Join(',', Enumerable.Range(0, 10).Select(column => table[row, column]))}]");
        string[] expected = NumPy(
        [
            Case($"[{string.Join(',', pixels)}]", full: false, "uint8"),
            Case($"[{string.Join(',', many)}]", full: false, "int64"),
            Case($"[{string.Join(',', many)}]", full: true, "int64"),
            Case($"[{string.Join(',', tableRows)}]", full: false, "int64"),
        ]);
        string[] texts = [pixels.ToText("p"), many.ToText("m"), many.ToText("m", full: true), table.ToText("t")];
        Assert.Equal(expected, texts.Select(Body).ToArray());
    }

    private static IEnumerable<double[]> Vectors()
    {
        var random = new Random(1);
        yield return [0];
        yield return [0, 0, 0];
        yield return [-0.0, 0.5];
        yield return [1, 2, 3];
        yield return [0.01, 0.01, 0.99, 0.01];
        yield return [1.0 / 3];
        yield return [123456.789, 0.25];
        yield return [123456789, 1];
        yield return [99999999, 1e8 - 0.5];
        yield return [1e-5, 1];
        yield return [0.0001, 0.0999];
        yield return [0.00009999, 0.05];
        yield return [0.001, 1];
        yield return [0.001, 1.0001];
        yield return [1e-300, 1e300, -1];
        yield return [5e-324, 1.7976931348623157e308];
        yield return [0.001953125, 0.005859375, 0.123456785, 1.000000005];
        yield return [0.5, 1.5, 2.5, -3.25];
        yield return [double.NaN];
        yield return [double.NaN, 1, double.PositiveInfinity];
        yield return [double.NegativeInfinity, 0.25, double.NaN];
        yield return [double.NegativeInfinity, 1e-9, double.NaN];
        yield return [double.PositiveInfinity, -1.5];
        yield return [-1e10, 1e-10, 0];
        yield return [.. Enumerable.Range(0, 784).Select(i => i % 5 == 0 ? random.Next(256) / 255.0 * 0.99 + 0.01 : 0.01)];
        yield return [.. Enumerable.Range(0, 1000).Select(i => (double)i)];
        yield return [.. Enumerable.Range(0, 1001).Select(i => (double)i)];
        for (int exponent = -9; exponent <= 12; exponent++)
        {
            double scale = Math.Pow(10, exponent);
            yield return [.. Enumerable.Range(0, 37).Select(_ => (random.NextDouble() - 0.5) * scale)];
            yield return [.. Enumerable.Range(0, 23).Select(_ => (1 + random.NextDouble()) * scale)];
            yield return [.. Enumerable.Range(0, 23).Select(_ => Math.Round(random.NextDouble() * 8) * scale / 8)];
        }
        foreach (double[] printed in Tutorial())
            yield return printed;
        // Thirteen binary places: many ties in the ninth decimal.
        yield return [.. Enumerable.Range(0, 200).Select(_ => random.Next(1, 1 << 13) / (double)(1 << 9))];
        yield return [.. Enumerable.Range(0, 200).Select(_ => random.Next(1 << 8, 1 << 13) / (double)(1 << 13))];
    }

    /// <summary>The arrays that the tutorial itself prints, where the machine has them.</summary>
    private static IEnumerable<double[]> Tutorial()
    {
        if (Requirement.ReferenceFolder is null)
            yield break;
        using var printed = JsonDocument.Parse(File.ReadAllText(Requirement.Reference("tutorial-printed-values.json")));
        foreach (string part in (string[])["firstStep", "trainedTestRecord455"])
        {
            foreach (var array in printed.RootElement.GetProperty(part).EnumerateObject()
                .Where(array => array.Value.ValueKind == JsonValueKind.Array))
                yield return [.. array.Value.EnumerateArray().Select(value => value.GetDouble())];
        }
    }

    private static IEnumerable<Matrix<double>> Matrices()
    {
        var normal = new Normal(0, 0.07, new Random(2));
        yield return Matrix<double>.Build.Dense(1, 1, 0.5);
        yield return Matrix<double>.Build.Random(10, 1, normal);
        yield return Matrix<double>.Build.Random(1, 10, normal);
        yield return Matrix<double>.Build.Random(6, 6, normal);
        yield return Matrix<double>.Build.Random(10, 200, normal);
        yield return Matrix<double>.Build.Random(200, 784, normal);
        yield return Matrix<double>.Build.Random(784, 1, normal);
        yield return Matrix<double>.Build.Random(1001, 1, normal);
        yield return Matrix<double>.Build.Random(2, 501, normal);
        yield return Matrix<double>.Build.Random(501, 2, normal);
        yield return Matrix<double>.Build.Random(7, 7, normal) * 1e9;
        yield return Matrix<double>.Build.Dense(28, 28, (row, column) => row * column % 256);
        yield return Matrix<double>.Build.Dense(40, 40, (row, column) => row == 20 && column == 20 ? 1e-12 : row + column + 1);
    }

    private static string[] NumPy(IEnumerable<string> cases)
    {
        using var process = Process.Start(new ProcessStartInfo(Requirement.Python, ["-c", Script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        // Read while writing: the pipes hold less than the arrays.
        var reading = process.StandardOutput.ReadToEndAsync();
        foreach (string line in cases)
            process.StandardInput.WriteLine(line);
        process.StandardInput.Close();
        string[] lines = reading.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return [.. lines.Select(line => JsonSerializer.Deserialize<string>(line)!)];
    }

    private static string Case(string values, bool full, string type = "float64") =>
        $$"""{"values": {{values}}, "full": {{(full ? "true" : "false")}}, "type": "{{type}}"}""";

    private static string Rows(Matrix<double> values) => $"[{string.Join(',', values.EnumerateRows().Select(row => Row(row)))}]";

    private static string Row(IEnumerable<double> values) => $"[{string.Join(',', values.Select(Json))}]";

    private static string Json(double value) => double.IsNaN(value) ? "NaN"
        : double.IsInfinity(value) ? (value > 0 ? "Infinity" : "-Infinity")
        : value == 0 && double.IsNegative(value) ? "-0.0" // Python reads -0 as the whole number 0.
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Body(string text) => text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
}
