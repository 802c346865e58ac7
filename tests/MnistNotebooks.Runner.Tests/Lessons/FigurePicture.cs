using System.Buffers.Binary;
using System.Text.Json;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>The picture of a figure, for viewers that draw no figures.</summary>
internal static class FigurePicture
{
    private const int HeaderBytes = 24;
    private static readonly byte[] _signature = [0x89, .. "PNG\r\n\x1a\n"u8];

    /// <summary>All displayed values that are figures.</summary>
    public static IEnumerable<MimeBundle> Figures(this NotebookFile notebook) =>
        notebook.Cells.SelectMany(cell => cell.Outputs).OfType<DisplayOutput>()
            .Select(output => output.Data)
            .Where(data => data.Json(MimeBundle.Plotly) is not null);

    /// <summary>Fails unless the figure has a whole PNG file of the size that its layout asks for.</summary>
    public static void Check(MimeBundle figure)
    {
        byte[] png = Convert.FromBase64String(figure.Text(MimeBundle.Png) ?? "");
        Assert.True(png.Length > HeaderBytes, "a figure has no picture");
        Assert.Equal(_signature, png[.._signature.Length]);
        Assert.Equal("IEND"u8, png.AsSpan(png.Length - 8, 4));
        JsonElement layout = figure.Json(MimeBundle.Plotly)!.Value.GetProperty("layout");
        Assert.Equal((Pixels(layout, "width", 760), Pixels(layout, "height", 450)), (Number(16), Number(20)));

        int Number(int at) => BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
    }

    private static int Pixels(JsonElement layout, string side, int otherwise) =>
        layout.TryGetProperty(side, out JsonElement pixels) ? pixels.GetInt32() : otherwise;
}
