using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;

namespace MnistNotebooks.Runner.Jupyter;

/// <summary>
/// The five sockets of a kernel, on this machine's own address only. One thread reads and writes them all and never waits for a cell.
/// </summary>
internal sealed class JupyterSockets : IDisposable
{
    private static readonly TimeSpan TimeToSend = TimeSpan.FromSeconds(2);

    private readonly MessageFormat _format;
    private readonly Action<JupyterMessage> _received;
    private readonly TextWriter _errors;
    private readonly Dictionary<MessageChannel, RouterSocket> _channels = [];
    private readonly XPublisherSocket _iopub = new();
    private readonly RouterSocket _heartbeat = new();
    private readonly NetMQQueue<(NetMQSocket Socket, NetMQMessage Message)> _outgoing = new();
    private readonly NetMQPoller _poller;

    /// <param name="connection">Ports and key.</param>
    /// <param name="received">Gets every message that is signed as it should be, in order; may not wait.</param>
    /// <param name="errors">Gets a line about every other one.</param>
    /// <exception cref="IOException">A port is in use.</exception>
    public JupyterSockets(ConnectionFile connection, Action<JupyterMessage> received, TextWriter errors)
    {
        (_format, _received, _errors) = (new(connection.Key), received, errors);
        _poller = [_outgoing];
        try
        {
            Open(MessageChannel.Shell, connection.ShellPort);
            Open(MessageChannel.Control, connection.ControlPort);
            Open(MessageChannel.Stdin, connection.StdinPort);
            // Or only the first of several front ends would be welcomed.
            _iopub.Options.XPubVerbose = true;
            Bind(_iopub, connection.IopubPort);
            Bind(_heartbeat, connection.HeartbeatPort);
        }
        catch
        {
            Dispose();
            throw;
        }
        _iopub.ReceiveReady += (_, _) => Welcome(_iopub.ReceiveFrameBytes());
        _heartbeat.ReceiveReady += (_, _) => _heartbeat.SendMultipartMessage(_heartbeat.ReceiveMultipartMessage());
        _outgoing.ReceiveReady += (_, _) => SendWaiting();
    }

    public void Start() => _poller.RunAsync("jupyter sockets", isBackgroundThread: true);

    /// <summary>Answers a message to whoever sent it.</summary>
    public void Reply(JupyterMessage request, string type, JsonObject content) =>
        _outgoing.Enqueue((_channels[request.Channel], _format.Write(request.Identities, type, request.Header, content)));

    /// <summary>Tells all front ends.</summary>
    public void Publish(string type, JsonElement? parent, JsonObject content) =>
        _outgoing.Enqueue((_iopub, _format.Write([Encoding.ASCII.GetBytes(type)], type, parent, content)));

    /// <summary>Sends what is waiting and closes.</summary>
    public void Dispose()
    {
        if (_poller.IsRunning)
            _poller.Stop();
        SendWaiting();
        _poller.Dispose();
        _outgoing.Dispose();
        foreach (RouterSocket channel in _channels.Values)
            channel.Dispose();
        _iopub.Dispose();
        _heartbeat.Dispose();
        // Waits for what the sockets have not sent yet.
        NetMQConfig.Cleanup(block: true);
    }

    private void Open(MessageChannel channel, int port)
    {
        var socket = new RouterSocket();
        _channels.Add(channel, socket);
        Bind(socket, port);
        socket.ReceiveReady += (_, _) => ReceiveAll(channel);
    }

    private void ReceiveAll(MessageChannel channel)
    {
        // Or an interrupt of a cell that is just ending would stop the one that is asked for after it.
        if (channel == MessageChannel.Shell)
            ReceiveAll(MessageChannel.Control);
        NetMQMessage? frames = null;
        while (_channels[channel].TryReceiveMultipartMessage(ref frames))
            Receive(channel, frames);
    }

    private void Bind(NetMQSocket socket, int port)
    {
        // A socket whose limit is reached would drop messages without a word.
        (socket.Options.SendHighWatermark, socket.Options.ReceiveHighWatermark, socket.Options.Linger) = (0, 0, TimeToSend);
        try
        {
            socket.Bind($"tcp://127.0.0.1:{port}");
        }
        catch (Exception e) when (e is NetMQException or SocketException)
        {
            throw new IOException($"Port {port} of the connection file can't be listened on: {e.Message.TrimEnd('.')}.", e);
        }
        _poller.Add(socket);
    }

    private void Receive(MessageChannel channel, NetMQMessage frames)
    {
        try
        {
            _received(_format.Read(channel, frames));
        }
        catch (InvalidDataException e)
        {
            _errors.WriteLine($"A message was dropped: {e.Message}.");
        }
    }

    // The first byte says whether a front end begins or ends to listen, the rest to what.
    private void Welcome(byte[] subscription)
    {
        if (subscription is not [1, .. var topic])
            return;
        var content = new JsonObject { ["subscription"] = Encoding.UTF8.GetString(topic) };
        _iopub.SendMultipartMessage(_format.Write([topic], "iopub_welcome", null, content));
    }

    private void SendWaiting()
    {
        while (_outgoing.TryDequeue(out (NetMQSocket Socket, NetMQMessage Message) next, TimeSpan.Zero))
            next.Socket.SendMultipartMessage(next.Message);
    }
}
