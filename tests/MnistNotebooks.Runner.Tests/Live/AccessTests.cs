using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace MnistNotebooks.Runner.Tests.Live;

/// <summary>Who gets in: whoever does runs code as the user.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "xunit calls DisposeAsync.")]
public sealed class AccessTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private LiveSite _site = null!;

    public async Task InitializeAsync() => _site = await LiveSite.OfAsync(_folder, "1 + 1");

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_token_becomes_a_cookie_that_only_the_servers_own_pages_send()
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using HttpResponseMessage opened = await client.GetAsync(new Uri(_site.Address));
        Assert.Equal((HttpStatusCode.SeeOther, "/"), (opened.StatusCode, opened.Headers.Location?.OriginalString));
        string[] parts = Assert.Single(opened.Headers.GetValues("Set-Cookie")).Split("; ");
        Assert.Contains("samesite=strict", parts, StringComparer.OrdinalIgnoreCase);
        Assert.Contains("httponly", parts, StringComparer.OrdinalIgnoreCase);
        Assert.Contains($"mnist-notebooks-{_site.Port}=", parts[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sample.html")]
    [InlineData("/sample.ipynb")]
    [InlineData("/live.js")]
    [InlineData("/?token=")]
    [InlineData("/?token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Without_the_token_nothing_is_told(string path)
    {
        using var client = new HttpClient { BaseAddress = new(_site.Root) };
        using HttpResponseMessage answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain('<', await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_token_of_an_earlier_server_is_refused()
    {
        using HttpClient client = await _site.ClientAsync();
        await _site.DisposeAsync();
        _site = await LiveSite.StartAsync(_folder.Root, port: _site.Port);
        using HttpResponseMessage answer = await client.GetAsync(new Uri("/sample.html", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("Open the address that the program printed when it started.", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("attacker.example")]
    [InlineData("attacker.example:PORT")]
    [InlineData("127.0.0.1.attacker.example:PORT")]
    [InlineData("127.0.0.1:1")]
    [InlineData("0.0.0.0:PORT")]
    public async Task A_name_that_was_bent_to_this_machine_is_refused(string host)
    {
        using HttpClient client = await _site.ClientAsync();
        client.DefaultRequestHeaders.Host = host.Replace("PORT", $"{_site.Port}", StringComparison.Ordinal);
        using HttpResponseMessage answer = await client.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    public async Task The_other_names_of_this_machine_are_answered(string name)
    {
        using HttpClient client = await _site.ClientAsync();
        client.DefaultRequestHeaders.Host = $"{name}:{_site.Port}";
        using HttpResponseMessage answer = await client.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("http://attacker.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    [InlineData("https://127.0.0.1:PORT", HttpStatusCode.Forbidden)]
    [InlineData("http://127.0.0.1:PORT", HttpStatusCode.OK)]
    public async Task Questions_of_other_pages_are_refused(string origin, HttpStatusCode expected)
    {
        using HttpClient client = await _site.ClientAsync();
        client.DefaultRequestHeaders.Add("Origin", origin.Replace("PORT", $"{_site.Port}", StringComparison.Ordinal));
        using HttpResponseMessage answer = await client.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(expected, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("http://attacker.example", true)]
    [InlineData(null, true)]
    [InlineData("http://127.0.0.1:PORT", false)]
    public async Task A_socket_of_another_page_is_refused(string? origin, bool hasCookie)
    {
        using HttpClient client = await _site.ClientAsync();
        using var socket = new ClientWebSocket();
        if (hasCookie)
            socket.Options.SetRequestHeader("Cookie", client.DefaultRequestHeaders.GetValues("Cookie").Single());
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin.Replace("PORT", $"{_site.Port}", StringComparison.Ordinal));
        WebSocketException refused = await Assert.ThrowsAsync<WebSocketException>(() =>
            socket.ConnectAsync(new($"ws://127.0.0.1:{_site.Port}/live/sample"), CancellationToken.None));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/../sample.ipynb")]
    [InlineData("/..%2fsample.ipynb")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/monaco/../MnistNotebooks.Runner.dll")]
    [InlineData("/monaco/..%2fMnistNotebooks.Runner.dll")]
    [InlineData("/monaco/vs/..\\..\\MnistNotebooks.Runner.dll")]
    [InlineData("//etc/passwd")]
    [InlineData("/sub/../../secret.ipynb")]
    [InlineData("/secret.txt")]
    [InlineData("/frame/../sample")]
    [InlineData("/live/../secret")]
    public async Task Paths_lead_to_nothing_but_lessons_and_what_pages_need(string path)
    {
        _folder.Write("secret.txt", "secret");
        using HttpClient client = await _site.ClientAsync();
        // As it is: a client of the framework would tidy the path up first.
        using var line = new TcpClient();
        await line.ConnectAsync(IPAddress.Loopback, _site.Port);
        string cookie = client.DefaultRequestHeaders.GetValues("Cookie").Single();
        await line.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{_site.Port}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(line.GetStream());
        string answer = await reader.ReadToEndAsync();
        bool isLesson = path == "/../sample.ipynb";
        Assert.StartsWith(isLesson ? "HTTP/1.1 200" : "HTTP/1.1 4", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_taken_in()
    {
        using HttpClient client = await _site.ClientAsync();
        using var content =
            new StreamContent(new EndlessZeros(1L << 30)) { Headers = { ContentType = new MediaTypeHeaderValue("text/plain") } };
        content.Headers.ContentLength = 1L << 30;
        try
        {
            using HttpResponseMessage answer = await client.PostAsync(new Uri("/sample.ipynb", UriKind.Relative), content);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
        catch (HttpRequestException)
        {
            // The server closed the line before it was all sent, which says the same.
        }
        Assert.Equal("1 + 1", Runner.Notebooks.NotebookFile.Read(_folder["sample.ipynb"]).Cells.Single().Source);
        using HttpResponseMessage next = await client.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [LongFact]
    public async Task A_message_that_is_too_long_or_no_message_ends_no_lesson()
    {
        await using LiveLine line = await LiveLine.OpenAsync(_site, "sample");
        await line.SendAsync("no JSON");
        await line.SendAsync("[1, 2]");
        await line.SendAsync("""{"type":"run","cells":[7,null,"nowhere"]}""");
        await line.SendAsync("""{"type":"ask","ask":{},"what":"complete","cell":"code-1","line":-5,"column":1e99}""");
        await line.SendAsync("""{"type":"code","cell":"code-1"}""");
        await line.RunAsync("code-1");
        await line.SendAsync($$"""{"type":"code","cell":"code-1","code":"{{new string('x', 5_000_000)}}"}""");
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, await line.ClosedAsync());
        await using LiveLine other = await LiveLine.OpenAsync(_site, "sample");
        await other.RunAsync("code-1", "2 + 3");
        Assert.Equal("5", await other.TextAsync("code-1"));
    }

    [Fact]
    public void It_listens_on_no_other_address()
    {
        IPEndPoint[] mine =
            [.. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(one => one.Port == _site.Port)];
        Assert.NotEmpty(mine);
        Assert.All(mine, one => Assert.True(IPAddress.IsLoopback(one.Address), $"{one}"));
    }

    [Fact]
    public async Task Pages_say_what_may_run_in_them()
    {
        using HttpClient client = await _site.ClientAsync();
        using HttpResponseMessage page = await client.GetAsync(new Uri("/sample.html", UriKind.Relative));
        string policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self' 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'self' 'unsafe-inline'", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_said_with_one_that_is_free()
    {
        IOException inUse = await Assert.ThrowsAsync<IOException>(() => LiveSite.StartAsync(_folder.Root, port: _site.Port));
        Assert.Matches($@"^Port {_site.Port} is in use; try --port \d+\.$", inUse.Message);
    }

    // A gigabyte that nobody has to hold.
    private sealed class EndlessZeros(long length) : Stream
    {
        private long _given;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => _given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int given = (int)Math.Min(count, length - _given);
            _given += given;
            Array.Clear(buffer, offset, given);
            return given;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
