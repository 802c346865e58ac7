using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MnistNotebooks.Tests.Data.Download;

/// <summary>Writes an answer to a request for a file to a connection, well or badly.</summary>
internal delegate Task Answer(string file, Stream connection, CancellationToken stop);

/// <summary>A web server on this machine that answers each request as a test wishes, byte by byte if need be.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Answer _answer;

    public LoopbackServer(Answer answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Names of the files asked for, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public Uri Uri => new($"http://{_listener.LocalEndpoint}/mnist/");

    /// <summary>An address on which nothing listens.</summary>
    public static Uri Nobody()
    {
        using var server = new LoopbackServer((_, _, _) => Task.CompletedTask);
        return server.Uri;
    }

    public static async Task WriteAsync(Stream connection, string status, byte[] body, CancellationToken stop, string headers = "",
        int? length = null)
    {
        string head = string.Create(CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status}\r\nContent-Length: {length ?? body.Length}\r\n{headers}Connection: close\r\n\r\n");
        await connection.WriteAsync(Encoding.ASCII.GetBytes(head), stop);
        await connection.WriteAsync(body, stop);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        CancellationToken stop = _stop.Token;
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(stop), stop);
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        using (client)
        {
            try
            {
                using Stream connection = client.GetStream();
                using var reader = new StreamReader(connection, Encoding.ASCII, leaveOpen: true);
                string request = await reader.ReadLineAsync(stop) ?? "";
                while (await reader.ReadLineAsync(stop) is { Length: > 0 })
                {
                    // The headers don't matter.
                }
                string file = request.Split(' ')[1].Split('/')[^1];
                Requests.Enqueue(file);
                await _answer(file, connection, stop);
            }
            catch (Exception end) when (end is OperationCanceledException or IOException or ObjectDisposedException)
            {
                // The client went away, or the test is over.
            }
        }
    }
}
