namespace MnistNotebooks.Data;

/// <summary>How a pixel (0…255) becomes a network input: <c>Offset + Factor · pixel</c>.</summary>
/// <param name="Offset">Input of a black pixel.</param>
/// <param name="Factor">Growth of the input per grey level.</param>
public readonly record struct PixelScale(double Offset, double Factor)
{
    /// <summary>0.01…1.0, so that no input is zero and its weights always learn (the tutorial's choice).</summary>
    public static PixelScale Tutorial { get; } = new(0.01, 0.99 / 255);

    /// <summary>0…1: value / 255.</summary>
    public static PixelScale Unit { get; } = new(0, 1.0 / 255);

    /// <summary>The input of one pixel.</summary>
    public double Apply(byte pixel) => Offset + Factor * pixel;
}
