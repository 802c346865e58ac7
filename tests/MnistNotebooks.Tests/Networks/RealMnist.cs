using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Networks;

/// <summary>
/// MNIST itself, read once; for tests marked with <see cref="MnistFactAttribute"/> or <see cref="MnistReferenceFactAttribute"/>.
/// </summary>
internal static class RealMnist
{
    private static readonly Lazy<MnistData> _data = new(() => Mnist.Load(Requirement.MnistFolder));

    public static DigitSet Train => _data.Value.Train;

    public static DigitSet Test => _data.Value.Test;
}
