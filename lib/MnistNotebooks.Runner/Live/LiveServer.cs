using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;

namespace MnistNotebooks.Runner.Live;

/// <summary>The live lessons as a web server on this machine's own addresses.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private const string Socket = "/live/";
    private const string Editor = "/monaco/";
    private const string JavaScript = "text/javascript; charset=utf-8";
    private const string Css = "text/css; charset=utf-8";
    private const string Html = "text/html; charset=utf-8";

    // The socket, too, is the page's own.
    private static readonly string Policy =
        $"default-src 'none'; script-src 'self' '{PageShell.ScriptHash}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "font-src 'self' data:; connect-src 'self'; worker-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
        + "form-action 'none'";

    private readonly WebApplication _web;
    private readonly Access _access;
    private readonly LiveLessons _lessons;
    private readonly LivePages _pages;
    private readonly Task<DataNote> _data;
    private readonly CancellationTokenSource _ending = new();
    private readonly FrozenDictionary<string, string> _editorFiles = EditorFiles();
    private bool _isWarm;

    private LiveServer(int port, LiveLessons lessons, Task<DataNote> data)
    {
        (_access, _lessons, _pages, _data) = (new(port), lessons, new(lessons), data);
        // Nothing of it comes from the environment or from files: no other address can slip in.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = 0;
            options.ListenLocalhost(port);
        });
        _web = builder.Build();
        _web.UseWebSockets(new() { KeepAliveInterval = TimeSpan.FromSeconds(30) });
        _web.Use(AddHeadersAsync);
        _web.Use(_access.CheckAsync);
        _web.Run(AnswerAsync);
    }

    /// <summary>The address that opens the pages, once.</summary>
    public string Address => _access.Address;

    /// <param name="port">On this machine's own addresses.</param>
    /// <param name="lessons">What is served.</param>
    /// <param name="data">The digits that cells get; pages wait for it.</param>
    /// <exception cref="IOException">The port is in use; the message names one that is free.</exception>
    public static async Task<LiveServer> StartAsync(int port, LiveLessons lessons, Task<DataNote> data)
    {
        var server = new LiveServer(port, lessons, data);
        try
        {
            await server._web.StartAsync().ConfigureAwait(false);
            return server;
        }
        catch (IOException e)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw new IOException($"Port {port} is in use; try --port {FreePort()}.", e);
        }
        catch (SocketException e)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw new IOException($"Port {port} can't be used ({e.Message}); try --port {FreePort()}.", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _web.DisposeAsync().ConfigureAwait(false);
        _ending.Dispose();
    }

    /// <summary>A port of this machine that nothing listens on.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static FrozenDictionary<string, string> EditorFiles()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "monaco");
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToFrozenDictionary(
            file => Editor + Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'), StringComparer.Ordinal);
    }

    private Task AddHeadersAsync(HttpContext request, RequestDelegate next)
    {
        IHeaderDictionary headers = request.Response.Headers;
        headers.ContentSecurityPolicy = request.Request.Path.StartsWithSegments(LiveFrames.Path.TrimEnd('/')) ? LiveFrames.Policy : Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        return next(request);
    }

    private async Task AnswerAsync(HttpContext request)
    {
        string path = request.Request.Path.Value ?? "/";
        try
        {
            await AnswerAsync(request, path).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException && !request.Response.HasStarted)
        {
            await SayAsync(request, StatusCodes.Status500InternalServerError, e.Message).ConfigureAwait(false);
        }
    }

    private Task AnswerAsync(HttpContext request, string path)
    {
        if (path is "/" or "/index.html")
            return ShowIndexAsync(request);
        if (path == "/" + PlotlyScript.Name)
            return SendFileAsync(request, PlotlyScript.Path, JavaScript);
        if (_editorFiles.TryGetValue(path, out string? file))
            return SendFileAsync(request, file, ContentType(file));
        if (path.StartsWith(LiveFrames.Path, StringComparison.Ordinal) && _lessons.Frames.Find(path[LiveFrames.Path.Length..]) is { } frame)
            return SendAsync(request, frame, Html);
        if (PageShell.LiveAsset(path[1..]) is { } asset)
            return SendAsync(request, asset, ContentType(path));
        if (path.StartsWith(Socket, StringComparison.Ordinal) && request.WebSockets.IsWebSocketRequest
            && Known(path[Socket.Length..]) is { } open)
            return TalkAsync(request, open);
        if (path.EndsWith(".html", StringComparison.Ordinal) && Known(path[1..^".html".Length]) is { } lesson)
            return ShowAsync(request, lesson);
        if (LivePages.IsForTeachers(path[1..]))
            return ShowForTeachersAsync(request, path[1..]);
        if (path.EndsWith(NotebookFile.Extension, StringComparison.Ordinal)
            && Known(path[1..^NotebookFile.Extension.Length]) is { } notebook)
            return SendFileAsync(request, _lessons.PathOf(notebook), "application/x-ipynb+json");
        return SayNothingThereAsync(request);
    }

    private static Task SayNothingThereAsync(HttpContext request) =>
        SayAsync(request, StatusCodes.Status404NotFound, "There is nothing at this address; the lessons are at /.");

    // Of the folder itself and nothing else, whatever the address says.
    private string? Known(string name) => _lessons.Names().FirstOrDefault(one => one == name);

    private async Task ShowIndexAsync(HttpContext request)
    {
        await SendAsync(request, _pages.Index(await _data.ConfigureAwait(false)), Html).ConfigureAwait(false);
        // Ahead of the lesson that is chosen next: the first page of a program takes a moment.
        if (!_isWarm && _lessons.Names() is [var first, ..])
            _ = Task.Run(() => _pages.Lesson(first, _data.Result));
        _isWarm = true;
    }

    private async Task ShowForTeachersAsync(HttpContext request, string file)
    {
        string? page = _pages.ForTeachers(file, await _data.ConfigureAwait(false));
        await (page is null ? SayNothingThereAsync(request) : SendAsync(request, page, Html)).ConfigureAwait(false);
    }

    private async Task ShowAsync(HttpContext request, string name)
    {
        LiveLesson lesson = await _lessons.OpenAsync(_lessons.Read(name)).ConfigureAwait(false);
        await SendAsync(request, _pages.Lesson(name, await _data.ConfigureAwait(false)), Html).ConfigureAwait(false);
        // Ahead of the first cell, which then need not wait for it, and after the page, which need not wait for the kernel.
        await _lessons.StartAsync(lesson).ConfigureAwait(false);
    }

    private async Task TalkAsync(HttpContext request, string name)
    {
        LiveLesson lesson = _lessons.Open(name);
        await _lessons.StartAsync(lesson).ConfigureAwait(false);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token, request.RequestAborted);
        using WebSocket socket = await request.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        using var line = new LessonSocket(socket, lesson, _lessons);
        await line.RunAsync(ended.Token).ConfigureAwait(false);
    }

    private static Task SendAsync(HttpContext request, string text, string type)
    {
        request.Response.ContentType = type;
        return request.Response.WriteAsync(text, Encoding.UTF8);
    }

    private static Task SendFileAsync(HttpContext request, string path, string type)
    {
        request.Response.ContentType = type;
        // These come with the program.
        if (path.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal))
            request.Response.Headers.CacheControl = "private, max-age=86400";
        return request.Response.SendFileAsync(path);
    }

    private static Task SayAsync(HttpContext request, int status, string sentence)
    {
        request.Response.StatusCode = status;
        return SendAsync(request, sentence, "text/plain; charset=utf-8");
    }

    private static string ContentType(string name) => Path.GetExtension(name) switch
    {
        ".js" => JavaScript,
        ".css" => Css,
        ".ttf" => "font/ttf",
        _ => "application/octet-stream",
    };
}
