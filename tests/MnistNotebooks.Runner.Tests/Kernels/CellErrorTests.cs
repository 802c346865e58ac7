using MnistNotebooks.Runner.Kernels;

namespace MnistNotebooks.Runner.Tests.Kernels;

public sealed class CellErrorTests
{
    // HttpClient's message about a proxy holds its whole address, and an executed notebook is shown to others.
    [Fact]
    public void Users_and_passwords_of_addresses_are_not_passed_on()
    {
        const string message = "The proxy tunnel request to proxy 'http://user:secret@host:8080/' failed with status code '403'.";
        const string safe = "The proxy tunnel request to proxy 'http://host:8080/' failed with status code '403'.";
        var error = new CellError("HttpRequestException", message, ["   at cell [1], line 2"], 2);
        Assert.Equal(safe, error.Message);
        Assert.Equal(safe, error.ToOutput().Message);
        Assert.Equal($"HttpRequestException: {safe}\n\n   at cell [1], line 2", error.ToText());
        Assert.Equal(safe, CellError.FromText($"HttpRequestException: {message}", cell: 1).Message);
    }
}
