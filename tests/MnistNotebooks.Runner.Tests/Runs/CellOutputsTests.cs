using MnistNotebooks.Runner.Kernels;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Runs;

namespace MnistNotebooks.Runner.Tests.Runs;

public sealed class CellOutputsTests
{
    [Fact]
    public void Writes_to_one_stream_become_one_output_until_something_else_comes()
    {
        var outputs = new CellOutputs();
        foreach (StreamName stream in (StreamName[])[StreamName.Stdout, StreamName.Stdout, StreamName.Stderr, StreamName.Stdout])
            outputs.Add(new TextWritten(stream, "a"));
        Assert.Equal(
            [new StreamOutput(StreamName.Stdout, "aa"), new StreamOutput(StreamName.Stderr, "a"), new StreamOutput(StreamName.Stdout, "a")],
            outputs.ToList());
    }

    [Fact]
    public void Text_without_end_is_cut_and_says_so()
    {
        var outputs = new CellOutputs();
        for (int i = 0; i < 12; i++)
            outputs.Add(new TextWritten(StreamName.Stdout, new string('x', 100_000)));
        Assert.Equal(
            [
                new StreamOutput(StreamName.Stdout, new string('x', CellOutputs.MostText)),
                new StreamOutput(
                    StreamName.Stderr, "\nThe cell wrote more than 1,000,000 characters; the rest is left out.\n"),
            ],
            outputs.ToList());
    }

    [Fact]
    public void Values_without_end_are_cut_and_say_so()
    {
        var outputs = new CellOutputs();
        for (int i = 0; i < CellOutputs.MostValues + 5; i++)
            outputs.Add(new ValueDisplayed(new MimeBundle([KeyValuePair.Create(MimeBundle.Plain, Json.Text("x"))]), IsResult: false));
        Assert.Equal(CellOutputs.MostValues + 1, outputs.ToList().Count);
        Assert.Equal(new StreamOutput(StreamName.Stderr, "The cell displayed 1,000 values; the rest is left out.\n"), outputs.ToList()[^1]);
    }
}
