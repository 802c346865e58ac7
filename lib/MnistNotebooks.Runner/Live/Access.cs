using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace MnistNotebooks.Runner.Live;

/// <summary>
/// Who may speak to the server. Whoever may runs code as its user, so a request must come to one of the names of this machine, from none
/// but the server's own pages, and with the token that only the address on the console had. The token is moved into a cookie at once.
/// </summary>
internal sealed class Access
{
    private const string Parameter = "token";

    // Nothing that runs cells is worth less than 256 bits.
    private readonly byte[] _token = Encoding.ASCII.GetBytes(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
    private readonly string[] _hosts;
    private readonly string _cookie;

    /// <param name="port">The server's.</param>
    public Access(int port)
    {
        _hosts = [$"127.0.0.1:{port}", $"localhost:{port}", $"[::1]:{port}"];
        // Cookies don't know ports.
        _cookie = $"mnist-notebooks-{port}";
        Address = $"http://{_hosts[0]}/?{Parameter}={Encoding.ASCII.GetString(_token)}";
    }

    /// <summary>The address that opens the pages.</summary>
    public string Address { get; }

    /// <summary>Sends away what may not come in.</summary>
    public async Task CheckAsync(HttpContext request, RequestDelegate next)
    {
        if (Refusal(request.Request) is { } why)
        {
            await RefuseAsync(request, why).ConfigureAwait(false);
            return;
        }
        if (request.Request.Query.TryGetValue(Parameter, out var given))
        {
            if (!IsToken(given))
            {
                await RefuseAsync(request, "The token of this address is not the server's; each start of the server makes a new one.")
                    .ConfigureAwait(false);
                return;
            }
            request.Response.Cookies.Append(_cookie, Encoding.ASCII.GetString(_token),
                new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true });
            request.Response.StatusCode = StatusCodes.Status303SeeOther;
            // Without the token: an address is shown, kept and copied.
            request.Response.Headers.Location = request.Request.Path.ToUriComponent();
            return;
        }
        if (!IsToken(request.Request.Cookies[_cookie]))
        {
            await RefuseAsync(request, "Open the address that the program printed when it started.").ConfigureAwait(false);
            return;
        }
        await next(request).ConfigureAwait(false);
    }

    private string? Refusal(HttpRequest request)
    {
        // Another name that leads to this machine belongs to somebody else's page.
        if (!_hosts.Contains(request.Host.Value, StringComparer.OrdinalIgnoreCase))
            return "The server answers to the names of this machine only.";
        string? origin = request.Headers.Origin;
        if (origin is not null && !origin.Equals($"http://{request.Host.Value}", StringComparison.OrdinalIgnoreCase))
            return "The server answers its own pages only.";
        bool isSocket = request.HttpContext.WebSockets.IsWebSocketRequest;
        if (isSocket && origin is null)
            return "A socket is opened by a page of the server.";
        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) ? null : "The server takes nothing but questions.";
    }

    private bool IsToken(string? given) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), _token);

    private static Task RefuseAsync(HttpContext request, string why)
    {
        request.Response.StatusCode = StatusCodes.Status403Forbidden;
        request.Response.Headers.Connection = "close";
        request.Response.ContentType = "text/plain; charset=utf-8";
        return request.Response.WriteAsync(why);
    }
}
