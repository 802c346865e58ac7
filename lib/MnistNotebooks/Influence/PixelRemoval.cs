using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Influence;

/// <summary>Pixels whose removal changes what a network sees in a picture.</summary>
/// <param name="Pixels">The inputs to remove, in the order in which they were found.</param>
/// <param name="Inputs">The picture without them.</param>
/// <param name="Before">The class that wins on the picture.</param>
/// <param name="After">The class that wins without them.</param>
public sealed record PixelRemoval(IReadOnlyList<int> Pixels, Vector<double> Inputs, int Before, int After);
