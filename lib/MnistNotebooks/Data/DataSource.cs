namespace MnistNotebooks.Data;

/// <summary>Where a set of digits came from.</summary>
/// <param name="IsMnist">True for MNIST, false for the library's own drawn digits.</param>
/// <param name="Description">One sentence for the reader, without paths of the machine.</param>
public sealed record DataSource(bool IsMnist, string Description)
{
    /// <inheritdoc/>
    public override string ToString() => Description;
}
