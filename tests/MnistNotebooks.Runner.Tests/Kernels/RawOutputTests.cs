using System.Text;
using MnistNotebooks.Runner.Kernels;

namespace MnistNotebooks.Runner.Tests.Kernels;

public sealed class RawOutputTests
{
    private static readonly byte[] Mark = RawOutput.Mark("pipe");

    // However the bytes are cut into reads, also inside a mark and inside a letter.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Marks_are_found_and_all_else_is_text(int piece)
    {
        byte[] bytes = [.. "a\u001Epip\u001Eé"u8, .. Mark, .. "\u001E\u001Epip"u8, .. Mark, .. Mark, .. "ü\u001Epip"u8];
        var told = new StringBuilder();
        await new RawOutput(Mark, text => told.Append(text), () => told.Append('|')).ReadAsync(new Pieces(bytes, piece));
        Assert.Equal("a\u001Epip\u001Eé|\u001E\u001Epip||ü\u001Epip", told.ToString());
    }

    private sealed class Pieces(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(most, buffer.Length)], cancellationToken);
    }
}
