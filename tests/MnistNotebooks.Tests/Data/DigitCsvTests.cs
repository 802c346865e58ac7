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
    [InlineData("7.0,{0}\n3.,{0}\n")]
    [InlineData("7,{0}.00\n3.000 ,{0}\n")]
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
    [InlineData("label", 0)]
    [InlineData("class", 784)]
    [InlineData(" TARGET ", 784)]
    [InlineData("\"y\"", 3)]
    [InlineData("Digit", 400)]
    public void The_label_is_found_by_its_name_wherever_it_stands(string name, int column)
    {
        DigitSet digits = Sample.Digits(12);
        string text = Line(column, name, [.. Enumerable.Range(0, 784).Select(i => $"pixel{i}")])
            + string.Concat(digits.Select(digit => Line(column, $"{digit.Label}", [.. digit.Pixels.Select(level => $"{level}")])));

        Sample.AssertSame(digits, DigitCsv.Read(_folder.Write("digits.csv", text)));

        static string Line(int column, string label, string[] pixels) =>
            string.Join(',', [.. pixels[..column], label, .. pixels[column..]]) + "\n";
    }

    [Theory]
    [InlineData("", "label")]
    [InlineData("Unnamed: 0", "class")]
    [InlineData("index", "label")]
    [InlineData("Id", "y")]
    public void An_index_is_left_out(string index, string label)
    {
        string[] names = [index, .. Enumerable.Range(1, 784).Select(i => $"{(i + 27) / 28}x{(i - 1) % 28 + 1}"), label];
        string text = string.Join(',', names) + $"\n0,{_zeros},7\n1,{_zeros},3\n";

        DigitSet digits = DigitCsv.Read(_folder.Write("digits.csv", text));

        Assert.Equal([7, 3], digits.Labels.ToArray());
        Assert.False(digits.Pixels.ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void Columns_that_are_named_but_not_the_label_are_refused()
    {
        string pixels = string.Join(',', Enumerable.Range(0, 784).Select(i => $"pixel{i}"));
        AssertBad($"{pixels}\n{_zeros}\n",
            ", line 1: none of the columns is named label, class, target, y or digit; there must be one with the digits' labels.");
        AssertBad($"label,{pixels},class\n7,{_zeros},7\n", ", line 1: more than one column (1, 786) is named label, ");
        AssertBad($"size,label,{pixels}\n28,7,{_zeros}\n",
            ", line 2 (record 0): the number of columns is 786; 785 were expected, a label and 784 pixels.");
    }

    [Fact]
    public void Pixels_out_of_order_are_refused()
    {
        string[] names = [.. Enumerable.Range(0, 784).Select(i => $"pixel{i}")];
        (names[5], names[6]) = (names[6], names[5]);
        AssertBad($"label,{string.Join(',', names)}\n7,{_zeros}\n",
            ", line 1: the pixels are not in order; 'pixel5' comes after 'pixel6'.");
        // As a table sorted by its columns' names has them.
        Array.Sort(names, StringComparer.Ordinal);
        AssertBad($"label,{string.Join(',', names)}\n7,{_zeros}\n",
            ", line 1: the pixels are not in order; 'pixel11' comes after 'pixel109'.");
    }

    [Fact]
    public void Pixels_of_0_and_1_only_are_refused() =>
        AssertBad($"7,{_zeros[..^1]}1\n3,{_zeros}\n", ": has no value above 1; grey levels from 0 to 255 were expected.");

    [Theory]
    [InlineData(20)]
    [InlineData(3)]
    public void A_label_in_the_last_column_without_a_name_is_refused(int records) =>
        AssertBad(string.Concat(Enumerable.Range(0, records).Select(i => $"{_zeros[..^2]},90,{i % 10}\n")),
            ": every label in column 1 is 0, and column 785 has digits; where the label isn't first, a line of column names must say so.");

    [Fact]
    public void A_packed_file_is_read_and_one_cut_off_is_refused()
    {
        DigitSet digits = Sample.Digits(30);
        DigitCsv.Write(_folder.File("digits.csv"), digits);
        byte[] packed = IdxTests.Packed(File.ReadAllBytes(_folder.File("digits.csv")));

        Sample.AssertSame(digits, DigitCsv.Read(_folder.Write("digits.csv.gz", packed)));
        string cut = _folder.Write("cut.csv.gz", packed[..^3]);
        Assert.Equal($"{cut}: is a damaged gzip file.", Assert.Throws<InvalidDataException>(() => DigitCsv.Read(cut)).Message);
    }

    [Fact]
    public void A_packed_file_of_too_many_records_is_refused_before_it_fills_the_memory()
    {
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] lines = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"7,{_zeros}\n", 1000)));
            for (int i = 0; i <= UnpackedFile.MostPackedRecords / 1000; i++)
                gzip.Write(lines);
        }
        string path = _folder.Write("bomb.csv.gz", packed.ToArray());

        Assert.Equal($"{path}: unpacks to more than 300000 records; at most so many are read.",
            Assert.Throws<InvalidDataException>(() => DigitCsv.Read(path)).Message);
    }

    [Fact]
    public void Pictures_that_may_lie_on_their_side_are_named_and_can_be_turned()
    {
        DigitSet digits = Sample.Digits(3);
        DigitCsv.Write(_folder.File("EMNIST-digits-test.csv"), digits.Transposed());

        var (read, errors) = ReadWithErrors("EMNIST-digits-test.csv");

        Assert.Contains("EMNIST-digits-test.csv: EMNIST's pictures lie on their side: if these do, turn them with DigitSet.Transposed().",
            errors, StringComparison.Ordinal);
        Sample.AssertSame(digits, read.Transposed());
        Assert.Equal(digits[1].Image().Transpose(), read[1].Image());
    }

    [Theory]
    [InlineData("0,{0}\n1,{0}\n2,{0}\n", "counted.csv: the labels are 0 to 2 in order: if column 1 numbers the rows and is no label, "
        + "put a line of column names before them.")]
    [InlineData("1,{0}\n2,{0}\n", "counted.csv: the labels are 1 to 2 in order: if column 1 numbers the rows")]
    [InlineData("0,{0}\n1,{0}\n2,{0}\n3,{0}\n4,{0}\n5,{0}\n6,{0}\n7,{0}\n8,{0}\n9,{0}\n", "counted.csv: the labels are 0 to 9 in order")]
    [InlineData("1,{0}\n0,{0}\n2,{0}\n", null)]
    [InlineData("0,{0}\n", null)]
    [InlineData("label,{0}\n0,{0}\n1,{0}\n2,{0}\n", null)]
    public void Labels_that_may_be_an_index_are_read_with_a_word(string text, string? word)
    {
        _folder.Write("counted.csv", Fill(text));

        string errors = ReadWithErrors("counted.csv").Errors;

        if (word is null)
            Assert.DoesNotContain("counted.csv", errors, StringComparison.Ordinal);
        else
            Assert.Contains(word, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("label\n")]
    [InlineData("\"label\"\r\n")]
    public void A_file_without_records_is_refused(string text) =>
        AssertBad(text, ": has no record; each line should hold a label and 784 pixels.");

    [Theory]
    [InlineData("7,{0}\n3,{0},0\n", ", line 2 (record 1): the number of columns is 786; 785 were expected, a label and 784 pixels.")]
    [InlineData("7,{0}\n\n3,0,0\n", ", line 3 (record 1): the number of columns is 3; 785 were expected, a label and 784 pixels.")]
    [InlineData("7;0;0\n", ": has semicolons between its columns; commas were expected.")]
    [InlineData("7\t0\t0\n", ": has tabs between its columns; commas were expected.")]
    [InlineData("\n <!DOCTYPE html><html>", ": is a web page, saved in place of the file: download the file itself.")]
    [InlineData("<html lang=\"en\">", ": is a web page, saved in place of the file: download the file itself.")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\n",
        ": is a pointer of Git LFS, which stands for the file: run 'git lfs pull' to have the file itself.")]
    [InlineData("PK\u0003\u0004", ": is a ZIP archive: unpack it first.")]
    [InlineData("{0}\n", ", line 1 (record 0): the number of columns is 784; 785 were expected, a label and 784 pixels.")]
    [InlineData("7.5,{0}\n", ", line 1 (record 0): the label in column 1 is '7.5'; a digit from 0 to 9 was expected.")]
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
        foreach (byte[] damaged in Sample.Damaged(whole, 1000))
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
        Assert.InRange(refused, 860, 1000);
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

    private (DigitSet Digits, string Errors) ReadWithErrors(string file)
    {
        TextWriter before = Console.Error;
        using var errors = new StringWriter();
        Console.SetError(errors);
        try
        {
            return (DigitCsv.Read(_folder.File(file)), errors.ToString());
        }
        finally
        {
            Console.SetError(before);
        }
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
