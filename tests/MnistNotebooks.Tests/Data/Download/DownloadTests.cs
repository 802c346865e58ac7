using System.Collections.Concurrent;
using System.Diagnostics;
using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Data.Download;

public sealed class DownloadTests : IDisposable
{
    private static readonly DownloadLimits _patient =
        new(Answer: TimeSpan.FromSeconds(20), Stall: TimeSpan.FromSeconds(20), Total: TimeSpan.FromSeconds(60));

    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _good = SmallMnist.Server();
    private readonly ConcurrentQueue<DownloadProgress> _reports = new();

    public void Dispose()
    {
        _good.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_files_are_fetched_and_reported_to_the_last_byte()
    {
        IReadOnlyList<string> fetched = await FetchAsync([_good.Uri]);

        Assert.Equal(SmallMnist.Names, fetched.Order(StringComparer.Ordinal));
        AssertComplete();
        foreach (string name in SmallMnist.Names)
        {
            DownloadProgress last = _reports.Last(report => report.File == name);
            Assert.Equal(new DownloadProgress(name, _good.Uri.Authority, SmallMnist.Packed[name].Length, SmallMnist.Packed[name].Length),
                last);
        }
    }

    [Fact]
    public async Task Files_that_are_there_and_right_are_kept()
    {
        SmallMnist.WriteTo(_folder);
        File.Delete(_folder.File("t10k-labels-idx1-ubyte.gz"));
        File.Delete(_folder.File("t10k-images-idx3-ubyte.gz"));
        _folder.Write("t10k-images.idx3-ubyte", SmallMnist.Content(IdxKind.Pictures, SmallMnist.Test));

        Assert.Equal(["t10k-labels-idx1-ubyte.gz"], await FetchAsync([_good.Uri]));
        Assert.Empty(await FetchAsync([_good.Uri]));
        Assert.Equal(["t10k-labels-idx1-ubyte.gz"], _good.Requests);
    }

    [Fact]
    public async Task A_packed_file_that_is_wrong_is_replaced()
    {
        SmallMnist.WriteTo(_folder);
        _folder.Write("train-labels-idx1-ubyte.gz", SmallMnist.Packed["t10k-labels-idx1-ubyte.gz"]);
        _folder.Write("t10k-labels-idx1-ubyte.gz", []);

        Assert.Equal(["train-labels-idx1-ubyte.gz", "t10k-labels-idx1-ubyte.gz"], await FetchAsync([_good.Uri]));
        AssertComplete();
    }

    [Fact]
    public async Task An_unpacked_file_that_is_wrong_is_refused_and_left_alone()
    {
        string path = _folder.Write("train-images-idx3-ubyte", "mine");

        var problem = await Assert.ThrowsAsync<InvalidDataException>(() => FetchAsync([_good.Uri]));

        Assert.Equal($"{path}: is not MNIST's file (its SHA-256 is another); move it away to have MNIST's fetched.", problem.Message);
        Assert.Equal("mine", File.ReadAllText(path));
    }

    [Fact]
    public async Task A_mirror_that_packed_the_files_anew_or_unpacks_them_on_the_way_will_do()
    {
        using var other = new LoopbackServer((file, connection, stop) => LoopbackServer.WriteAsync(
            connection, "200 OK",
                SmallMnist.Content(file.Contains("labels", StringComparison.Ordinal) ? IdxKind.Labels
                : IdxKind.Pictures, file.StartsWith("train", StringComparison.Ordinal) ? SmallMnist.Train : SmallMnist.Test), stop));

        await FetchAsync([other.Uri]);

        AssertComplete();
    }

    [Fact]
    public async Task A_mirror_that_trickles_is_waited_for()
    {
        using var slow = new LoopbackServer(async (file, connection, stop) =>
        {
            byte[] content = SmallMnist.Packed[file];
            await LoopbackServer.WriteAsync(connection, "200 OK", content[..10], stop, length: content.Length);
            for (int at = 10; at < content.Length; at += content.Length / 4)
            {
                await Task.Delay(40, stop);
                await connection.WriteAsync(content.AsMemory(at, Math.Min(content.Length / 4, content.Length - at)), stop);
            }
        });

        await FetchAsync([slow.Uri]);

        AssertComplete();
    }

    [Fact]
    public async Task A_mirror_that_is_too_slow_is_given_up_for_the_next()
    {
        using var slow = new LoopbackServer(async (file, connection, stop) =>
        {
            await LoopbackServer.WriteAsync(connection, "200 OK", [0x1f], stop, length: SmallMnist.Packed[file].Length);
            while (true)
            {
                await Task.Delay(20, stop);
                await connection.WriteAsync(new byte[1], stop);
            }
        });

        await FetchAsync([slow.Uri, _good.Uri], _patient with { Stall = TimeSpan.FromSeconds(5) }, files: SmallMnist.Files.Take(1));

        Assert.Equal(["train-images-idx3-ubyte.gz"], _folder.Files);
        // Where much else is done at the same time, a byte every 20 ms may come as seldom as never.
        Assert.Matches(@"^sent (only \d+ bytes in \d+ s|nothing for 5 s after \d+ bytes)$",
            Assert.Single(_reports, report => report.Problem is not null).Problem);
    }

    // .NET's message about a proxy holds its whole address.
    [Fact]
    public async Task A_proxys_password_is_said_nowhere()
    {
        using var proxy = new LoopbackServer((_, connection, stop) =>
            LoopbackServer.WriteAsync(connection, "403 Forbidden", [], stop));
        var address = new UriBuilder(proxy.Uri) { UserName = "user", Password = "se%40cret" };
        using var handler = new SocketsHttpHandler { Proxy = new System.Net.WebProxy(address.Uri) };
        using var downloader = new Downloader(SmallMnist.Files, [new("https://mirror.example/mnist/")], _patient, handler);

        var failure = await Assert.ThrowsAsync<HttpRequestException>(
            () => downloader.FetchAsync(_folder.Path, new Reports(_reports), CancellationToken.None));

        Assert.Contains("http://127.0.0.1:", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("cret", failure.Message + string.Concat(_reports), StringComparison.Ordinal);
        Assert.DoesNotContain("user", failure.Message + string.Concat(_reports), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("see http://user:secret@host:8080/a?b for more", "see http://host:8080/a?b for more")]
    [InlineData("https://token@host and socks5://u:p@ss@[::1]:9/", "https://host and socks5://[::1]:9/")]
    [InlineData("http://host/a@b, mailto:someone@example.org", "http://host/a@b, mailto:someone@example.org")]
    [InlineData("'http://host' is not x@y", "'http://host' is not x@y")]
    public void Addresses_lose_their_users(string text, string expected) => Assert.Equal(expected, Addresses.WithoutUsers(text));

    [Fact]
    public async Task A_mirror_may_send_on_to_another_address()
    {
        using var sendsOn =
            new LoopbackServer((file, connection, stop) =>
            LoopbackServer.WriteAsync(connection, "302 Found", [], stop, $"Location: {_good.Uri}{file}\r\n"));

        await FetchAsync([sendsOn.Uri]);

        AssertComplete();
        Assert.Equal(4, _good.Requests.Count);
    }

    public static TheoryData<string, string> BadMirrors => new()
    {
        { "404", "answered 404 (Not Found)" },
        { "500", "answered 500 (Oops)" },
        { "sends in circles", "answered 302 (Found)" },
        { "wrong bytes", "sent 10 bytes that are not MNIST's file (the SHA-256 is another)" },
        { "another file", " bytes that are not MNIST's file (the SHA-256 is another)" },
        { "cut, with the length it should have", "broke off after 20 bytes" },
        { "cut, with the length it has", "sent 20 bytes that are not MNIST's file (the SHA-256 is another)" },
        { "nothing", "sent 0 bytes that are not MNIST's file (the SHA-256 is another)" },
        { "too much", " bytes of the file" },
        { "stalls", "sent nothing for 2 s after 20 bytes" },
        { "never answers", "did not answer within 2 s" },
        { "hangs up", "gave no proper answer: " },
        { "speaks another language", "gave no proper answer: " },
    };

    [Theory]
    [MemberData(nameof(BadMirrors))]
    public async Task After_a_bad_mirror_the_next_one_is_asked(string kind, string problem)
    {
        using var bad = new LoopbackServer(Misbehave(kind));

        await FetchAsync([bad.Uri, _good.Uri], Limits(kind), files: SmallMnist.Files.Take(2));

        Assert.Equal(["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"], _folder.Files);
        string[] problems = [.. _reports.Where(report => report.Problem is not null).Select(report => report.Problem!)];
        Assert.All(problems, text => Assert.Contains(problem, text));
        // A host that does not answer is not asked for the other file.
        Assert.Equal(kind == "never answers" ? 1 : 2, problems.Length);
        // Five times on in a circle; and .NET itself asks three times more when a connection ends without a byte.
        int requestsEach = kind switch { "sends in circles" => 6, "hangs up" => 4, _ => 1 };
        Assert.Equal(requestsEach * problems.Length, bad.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(BadMirrors))]
    public async Task When_every_mirror_is_bad_one_line_says_why_and_nothing_is_left(string kind, string problem)
    {
        using LoopbackServer bad = new(Misbehave(kind)), missing = new(Misbehave("404"));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => FetchAsync([bad.Uri, missing.Uri], Limits(kind)));

        Assert.StartsWith($"MNIST could not be downloaded: no mirror had train-images-idx3-ubyte.gz ({bad.Uri.Authority} ",
            failure.Message);
        Assert.Contains(problem, failure.Message);
        Assert.EndsWith($"; {missing.Uri.Authority} answered 404 (Not Found)).", failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task A_host_that_cannot_be_reached_is_asked_once()
    {
        Uri nobody = LoopbackServer.Nobody();

        await FetchAsync([nobody, new(nobody, "/again/"), _good.Uri]);

        AssertComplete();
        DownloadProgress failure = Assert.Single(_reports, report => report.Problem is not null);
        Assert.Equal(nobody.Authority, failure.Mirror);
    }

    [Fact]
    public async Task Without_a_network_it_is_over_at_once_and_no_folder_is_made()
    {
        Uri nobody = LoopbackServer.Nobody();

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() =>
            FetchAsync([nobody, new(nobody, "/again/")], folder: _folder.File("new")));

        Assert.Matches(
            @"^MNIST could not be downloaded: no mirror had train-images-idx3-ubyte.gz \(127\.0\.0\.1:\d+ can't be reached: [^;()]+\)\.$",
            failure.Message);
        Assert.Empty(Directory.GetDirectories(_folder.Path));
    }

    [Fact]
    public async Task The_time_for_all_files_is_limited()
    {
        using var trickle = new LoopbackServer(async (file, connection, stop) =>
        {
            await LoopbackServer.WriteAsync(connection, "200 OK", [0x1f], stop, length: SmallMnist.Packed[file].Length);
            for (int i = 1; ; i++)
            {
                await Task.Delay(20, stop);
                await connection.WriteAsync(new byte[1], stop);
            }
        });

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() =>
            FetchAsync([trickle.Uri, _good.Uri], _patient with { Total = TimeSpan.FromSeconds(0.3) }));

        Assert.Equal("MNIST could not be downloaded within 0.3 s.", failure.Message);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task A_cancelled_download_leaves_only_whole_files()
    {
        using var cancellation = new CancellationTokenSource();
        using var server = new LoopbackServer(async (file, connection, stop) =>
        {
            byte[] content = SmallMnist.Packed[file];
            bool second = file == SmallMnist.Files[1].PackedName;
            await LoopbackServer.WriteAsync(connection, "200 OK", second ? content[..20] : content, stop, length: content.Length);
            if (!second)
                return;
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, stop);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FetchAsync([server.Uri], cancellationToken: cancellation.Token));

        Assert.Equal([SmallMnist.Files[0].PackedName], _folder.Files);
    }

    [Fact]
    public async Task Downloads_into_one_folder_at_the_same_time_do_not_meet()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => FetchAsync([_good.Uri])));

        AssertComplete();
    }

    [Fact]
    public async Task What_a_killed_download_left_behind_is_removed()
    {
        string old = _folder.Write("t10k-labels-idx1-ubyte.gz.abc.part", "half"),
            young = _folder.Write("train-images-idx3-ubyte.gz.def.part", "half");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-1));

        // Also when nothing is left to fetch.
        SmallMnist.WriteTo(_folder);
        await FetchAsync([_good.Uri]);

        Assert.False(File.Exists(old));
        Assert.True(File.Exists(young));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_an_error_of_its_own() =>
        await Assert.ThrowsAsync<IOException>(() => FetchAsync([_good.Uri], folder: _folder.Write("file", "in the way")));

    private static DownloadLimits Limits(string kind) => kind switch
    {
        "stalls" => _patient with { Stall = TimeSpan.FromSeconds(2) },
        "never answers" => _patient with { Answer = TimeSpan.FromSeconds(2) },
        _ => _patient,
    };

    private async Task<IReadOnlyList<string>> FetchAsync(
        Uri[] mirrors, DownloadLimits? limits = null, string? folder = null, IEnumerable<MnistFile>? files = null,
            CancellationToken cancellationToken = default)
    {
        using var downloader =
            new Downloader([.. files ?? SmallMnist.Files], mirrors, limits
            ?? _patient, new SocketsHttpHandler { UseProxy = false, MaxAutomaticRedirections = 5 });
        return await downloader.FetchAsync(folder ?? _folder.Path, new Reports(_reports), cancellationToken);
    }

    private void AssertComplete()
    {
        Assert.Equal(SmallMnist.Names, _folder.Files);
        Assert.All(SmallMnist.Files, file => Assert.True(file.IsIntact(_folder.File(file.PackedName)), file.Name));
    }

    private static Answer Misbehave(string kind) => (file, connection, stop) => kind switch
    {
        "404" => LoopbackServer.WriteAsync(connection, "404 Not Found", "no such file"u8.ToArray(), stop),
        "500" => LoopbackServer.WriteAsync(connection, "500 Oops", [], stop),
        "sends in circles" => LoopbackServer.WriteAsync(connection, "302 Found", [], stop, $"Location: {file}\r\n"),
        "wrong bytes" => LoopbackServer.WriteAsync(connection, "200 OK", "not a file"u8.ToArray(), stop),
        "another file" =>
            LoopbackServer.WriteAsync(connection, "200 OK",
            SmallMnist.Packed[SmallMnist.Names[(Array.IndexOf(SmallMnist.Names, file) + 1) % 4]], stop),
        "cut, with the length it should have" =>
            LoopbackServer.WriteAsync(connection, "200 OK", SmallMnist.Packed[file][..20], stop, length: SmallMnist.Packed[file].Length),
        "cut, with the length it has" => LoopbackServer.WriteAsync(connection, "200 OK", SmallMnist.Packed[file][..20], stop),
        "nothing" => LoopbackServer.WriteAsync(connection, "200 OK", [], stop),
        "too much" => LoopbackServer.WriteAsync(connection, "200 OK", new byte[200_000], stop),
        "stalls" => StallAsync(
            LoopbackServer.WriteAsync(connection, "200 OK", SmallMnist.Packed[file][..20], stop, length: SmallMnist.Packed[file].Length),
            stop),
        "never answers" => StallAsync(Task.CompletedTask, stop),
        "hangs up" => Task.CompletedTask,
        "speaks another language" => connection.WriteAsync("220 mail.example ESMTP\r\n\r\n"u8.ToArray(), stop).AsTask(),
        _ => throw new UnreachableException(kind),
    };

    private static async Task StallAsync(Task beginning, CancellationToken stop)
    {
        await beginning;
        await Task.Delay(Timeout.Infinite, stop);
    }

    private sealed class Reports(ConcurrentQueue<DownloadProgress> reports) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => reports.Enqueue(value);
    }
}
