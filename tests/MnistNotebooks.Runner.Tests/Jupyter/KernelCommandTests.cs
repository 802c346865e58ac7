using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using MnistNotebooks.Runner.Commands;

namespace MnistNotebooks.Runner.Tests.Jupyter;

public sealed class KernelCommandTests : IDisposable
{
    private const string Good = """
        { "transport": "tcp", "ip": "127.0.0.1", "key": "k", "signature_scheme": "hmac-sha256",
          "shell_port": 1, "control_port": 2, "stdin_port": 3, "iopub_port": 4, "hb_port": 5 }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task Install_writes_what_starts_the_kernel_from_any_folder()
    {
        string kernel = _folder[Path.Combine("new", "share", "jupyter", "kernels", "mnist-notebooks")];
        Assert.Equal(0, await InvokeAsync("kernel", "install", "--prefix", _folder["new"]));
        Assert.Equal($"Jupyter's kernel 'C# (MnistNotebooks)' is in {kernel}.\n", _output.ToString());
        JsonElement spec = JsonElement.Parse(File.ReadAllText(Path.Combine(kernel, "kernel.json")));
        Assert.Equal(
            ("C# (MnistNotebooks)", "C#", "message"),
            (spec.Text("display_name"), spec.Text("language"), spec.Text("interrupt_mode")));
        string[] argv = spec.GetProperty("argv").Texts();
        Assert.Equal(["exec", "kernel", "jupyter", "{connection_file}"], [argv[1], .. argv[3..]]);
        Assert.All((string[])[argv[0], argv[2]], path => Assert.True(Path.IsPathRooted(path) && File.Exists(path), path));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_said_in_one_line()
    {
        string file = _folder.Write("file", "");
        Assert.Equal(2, await InvokeAsync("kernel", "install", "--prefix", file));
        Assert.StartsWith($"The kernel can't be installed in {file}", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, _error.ToString().Count(c => c == '\n'));
        Assert.Equal(2, await InvokeAsync("kernel", "install", "--user", "--prefix", file));
    }

    [Theory]
    [InlineData("hello", "", " is not JSON, so it is not a connection file.")]
    [InlineData("{", "", " is not JSON, so it is not a connection file.")]
    [InlineData("[1]", "", " is not a JSON object, so it is not a connection file.")]
    [InlineData("\"tcp\"", "\"ipc\"", ": transport is 'ipc', but this kernel listens on tcp only.")]
    [InlineData("127.0.0.1", "0.0.0.0",
        ": ip is '0.0.0.0', but this kernel listens on 127.0.0.1 only, so that no other machine can reach it.")]
    [InlineData("hmac-sha256", "hmac-md5", ": signature_scheme is 'hmac-md5', but this kernel signs with hmac-sha256 only.")]
    [InlineData("\"key\": \"k\", ", "", ": 'key' is missing or not a text.")]
    [InlineData("\"hb_port\": 5", "\"hb_port\": 70000", ": 'hb_port' is missing or not a port from 1 to 65535.")]
    [InlineData("\"iopub_port\": 4,", "", ": 'iopub_port' is missing or not a port from 1 to 65535.")]
    public async Task A_connection_file_that_is_unusable_is_said_in_one_line(string from, string to, string message)
    {
        string file = _folder.Write("connection.json",
            Good.Contains(from, StringComparison.Ordinal) && to != from && from != "{"
                ? Good.Replace(from, to, StringComparison.Ordinal)
                : from);
        Assert.Equal(2, await InvokeAsync("kernel", "jupyter", file));
        Assert.Equal($"{file}{message}\n", _error.ToString());
    }

    [Fact]
    public async Task A_missing_connection_file_and_a_port_in_use_are_said_in_one_line()
    {
        Assert.Equal(2, await InvokeAsync("kernel", "jupyter", _folder["none.json"]));
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        string file = _folder.Write(
            "connection.json", Good.Replace("\"shell_port\": 1", $"\"shell_port\": {port}", StringComparison.Ordinal));
        Assert.Equal(2, await InvokeAsync("kernel", "jupyter", file));
        string[] lines = _error.ToString().Split('\n');
        Assert.Equal($"There is no connection file {_folder["none.json"]}.", lines[0]);
        Assert.StartsWith($"Port {port} of the connection file can't be listened on: ", lines[1], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
    }

    private Task<int> InvokeAsync(params string[] arguments) => CommandLine.InvokeAsync(arguments, _output, _error);
}
