using System.Text.Json;
using System.Text.Json.Nodes;
using MnistNotebooks.Runner.Jupyter;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Jupyter;

public sealed class DisplayContentTests
{
    [Theory]
    [InlineData(10, 3_000_000, 2)]
    [InlineData(1_900_000, 900_000, 2)]
    [InlineData(1_900_000, 1_100_000, 1)]
    public void A_figure_too_large_for_a_server_goes_out_as_HTML_alone(int html, int figure, int forms)
    {
        var bundle = new MimeBundle(
        [
            new(MimeBundle.Html, Json.Text(new string('h', html))),
            new(MimeBundle.Plotly, JsonElement.Parse($$"""{"title":"{{new string('f', figure)}}"}""")),
        ]);
        (string type, JsonObject content) = DisplayContent.Of(new(bundle, IsResult: false, "id"), 1);
        Assert.Equal("display_data", type);
        Assert.Equal(forms, content["data"]!.AsObject().Count);
        Assert.NotNull(content["data"]![MimeBundle.Plotly]);
    }
}
