namespace MnistNotebooks.Data;

/// <summary>Training and test digits, and where they came from.</summary>
/// <param name="Train">60,000 digits, unless fewer were asked for.</param>
/// <param name="Test">10,000 digits of other writers, unless fewer were asked for.</param>
/// <param name="Source">Said at the top of every run, so that drawn digits never pass for MNIST.</param>
public sealed record MnistData(DigitSet Train, DigitSet Test, DataSource Source);
