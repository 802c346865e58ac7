using System.Text;
using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Data;

public sealed class DigitCsvTests : IDisposable
{
    private static readonly string _zeros = string.Join(',', Enumerable.Repeat("0", DigitSet.PixelCount));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void What_was_written_is_read_again(int count)
    {
        DigitSet digits = Sample.Digits(count);

        DigitCsv.Write(_folder.File("digits.csv"), digits);

        Sample.AssertSame(digits, DigitCsv.Read(_folder.File("digits.csv")));
        Assert.Equal(["digits.csv"], _folder.Files);
    }

    [Fact]
    public void A_line_holds_the_label_and_then_the_pixels()
    {
        DigitSet digits = Sample.Digits(2);
        DigitCsv.Write(_folder.File("digits.csv"), digits);

        string Line(int i) => string.Join(',', [digits.Labels[i], .. digits.PixelsOf(i)]);
        Assert.Equal($"{Line(0)}\n{Line(1)}\n", File.ReadAllText(_folder.File("digits.csv")));
    }

    [Theory]
    [InlineData("7,{0}\n3,{0}\n")]
    [InlineData("7,{0}\n3,{0}")]
    [InlineData("7,{0}\r\n3,{0}\r\n")]
    [InlineData("\n\n7,{0}\n\n\n3,{0}\n\n")]
    [InlineData("\uFEFF7,{0}\n3,{0}\n")]
    [InlineData("7 , {0}\n 3,{0} \n")]
    [InlineData("\"7\",{0}\n\"3\",{0}\n")]
    [InlineData("07,{0}\n003,{0}\n")]
    public void The_forms_that_other_programs_write_are_read(string text)
    {
        DigitSet digits = DigitCsv.Read(_folder.Write("digits.csv", Fill(text)));

        Assert.Equal([7, 3], digits.Labels.ToArray());
        Assert.Equal(-1, digits.Pixels.IndexOfAnyExcept((byte)0));
    }

    [Theory]
    [InlineData("label", "1x1")]
    [InlineData("label", "pixel0")]
    [InlineData("Label", "0")]
    [InlineData("class", "a")]
    public void A_line_of_column_names_is_skipped(string first, string second)
    {
        string names = $"{first},{second}," + string.Join(',', Enumerable.Range(1, 783).Select(i => second == "0" ? $"{i}" : $"pixel{i}"));

        Assert.Equal([4], DigitCsv.Read(_folder.Write("digits.csv", Fill(names + "\n4,{0}\n"))).Labels.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("label\n")]
    public void A_file_without_records_is_refused(string text) =>
        AssertBad(text, ": has no record; each line should hold a label and 784 pixels.");

    [Theory]
    [InlineData("7,{0}\n3,{0},0\n", ", line 2 (record 1): the number of columns is 786; 785 were expected, a label and 784 pixels.")]
    [InlineData("7,{0}\n\n3,0,0\n", ", line 3 (record 1): the number of columns is 3; 785 were expected, a label and 784 pixels.")]
    [InlineData("7;0;0\n", ", line 1 (record 0): the number of columns is 1; 785 were expected, a label and 784 pixels.")]
    [InlineData("{0}\n", ", line 1 (record 0): the number of columns is 784; 785 were expected, a label and 784 pixels.")]
    [InlineData("label,{0}\n12,{0}\n", ", line 2 (record 0): the label in column 1 is '12'; a digit from 0 to 9 was expected.")]
    [InlineData("five,{0}\n", ", line 1 (record 0): the label in column 1 is 'five'; a digit from 0 to 9 was expected.")]
    [InlineData(",{0}\n", ", line 1 (record 0): the label in column 1 is ''; a digit from 0 to 9 was expected.")]
    public void A_line_that_is_not_a_digit_is_refused(string text, string problem) => AssertBad(text, problem);

    [Theory]
    [InlineData("256")]
    [InlineData("-1")]
    [InlineData("0.5")]
    [InlineData("ink")]
    [InlineData("")]
    [InlineData("1e2")]
    public void A_pixel_that_is_no_grey_level_is_refused(string pixel) =>
        AssertBad($"7,{{0}}\n3,0,{pixel},{_zeros[4..]}\n",
            $", line 2 (record 1): the pixel in column 3 is '{pixel}'; a whole number from 0 to 255 was expected.");

    [Fact]
    public void A_long_or_unprintable_text_is_shown_in_part() =>
        AssertBad($"7,{new string('x', 30)}\a,{_zeros[2..]}\n",
            $", line 1 (record 0): the pixel in column 2 is '{new string('x', 20)}…'; a whole number from 0 to 255 was expected.");

    [Theory]
    [InlineData("7,\"0\n")]
    [InlineData("7,\"0\"1,{0}\n")]
    public void A_quote_out_of_place_is_refused_with_its_line(string text) =>
        AssertBad(text, ", line 1 (record 0): has a quotation mark out of place or more than 65536 bytes (byte ");

    [Fact]
    public void A_line_without_end_is_refused_and_not_gathered_in_memory()
    {
        string path = _folder.Write("digits.csv", new byte[20_000_000]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        string message = Assert.Throws<InvalidDataException>(() => DigitCsv.Read(path)).Message;

        Assert.StartsWith($"{path}, line 1 (record 0): has a quotation mark out of place or more than 65536 bytes", message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 15_000_000);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("no.csv", Assert.Throws<FileNotFoundException>(() => DigitCsv.Read(_folder.File("no.csv"))).Message);

    [Fact]
    public void Any_damage_is_refused_in_one_sentence_or_leaves_whole_records()
    {
        DigitCsv.Write(_folder.File("whole.csv"), Sample.Digits(3));
        byte[] whole = File.ReadAllBytes(_folder.File("whole.csv"));
        int refused = 0;
        foreach (byte[] damaged in Sample.Damaged(whole, 500))
        {
            string path = _folder.Write("digits.csv", damaged);
            try
            {
                Assert.InRange(DigitCsv.Read(path).Count, 1, 4);
            }
            catch (InvalidDataException problem)
            {
                refused++;
                Assert.StartsWith(path, problem.Message);
                Assert.EndsWith(".", problem.Message);
                Assert.DoesNotContain('\n', problem.Message);
            }
        }
        Assert.InRange(refused, 430, 500);
    }

    [MnistFact]
    public void MNIST_as_text_is_MNIST()
    {
        string Mnist(string name) => Path.Combine(Requirement.MnistFolder!, name);
        DigitSet test = Idx.Read(Mnist("t10k-images-idx3-ubyte.gz"), Mnist("t10k-labels-idx1-ubyte.gz"));

        DigitCsv.Write(_folder.File("mnist_test.csv"), test);

        Assert.Equal(18_289_443, new FileInfo(_folder.File("mnist_test.csv")).Length);
        Sample.AssertSame(test, DigitCsv.Read(_folder.File("mnist_test.csv")));
    }

    private void AssertBad(string text, string problem)
    {
        string path = _folder.Write("digits.csv", Encoding.UTF8.GetBytes(Fill(text)));
        string message = Assert.Throws<InvalidDataException>(() => DigitCsv.Read(path)).Message;
        Assert.StartsWith(path + problem, message);
        Assert.EndsWith(".", message);
    }

    private static string Fill(string text) => text.Replace("{0}", _zeros, StringComparison.Ordinal);
}
