using System.Globalization;

namespace MnistNotebooks.Influence;

/// <summary>How well a method's shares tell what the network does, as means over the digits of a set.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Digits">Number of digits.</param>
/// <param name="Deletion">The mean deletion curve; a small area is good.</param>
/// <param name="Insertion">The mean insertion curve; a large area is good.</param>
/// <param name="Infidelity">The mean infidelity; small is good.</param>
/// <param name="MeanGap">The mean of |sum of the shares − true change|; 0 for complete methods.</param>
public sealed record FaithfulnessReport(
    string Method, int Digits, PerturbationCurve Deletion, PerturbationCurve Insertion, double Infidelity, double MeanGap)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Method}: deletion {Deletion.Area:F4}, insertion {Insertion.Area:F4}, "
        + $"infidelity {Infidelity:G3}, gap {MeanGap:G3} ({Digits} digits)");
}
