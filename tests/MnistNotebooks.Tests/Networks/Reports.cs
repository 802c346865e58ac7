namespace MnistNotebooks.Tests.Networks;

/// <summary>Progress that is received on the reporting thread, at once; <see cref="Progress{T}"/> comes later and elsewhere.</summary>
internal sealed class Reports<T>(Action<T> receive) : IProgress<T>
{
    public void Report(T value) => receive(value);
}
