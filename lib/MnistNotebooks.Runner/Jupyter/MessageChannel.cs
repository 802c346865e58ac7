namespace MnistNotebooks.Runner.Jupyter;

/// <summary>The sockets of a Jupyter kernel on which messages have an answer.</summary>
internal enum MessageChannel
{
    Shell,
    Control,
    Stdin,
}
