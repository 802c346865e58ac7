using System.Globalization;

namespace MnistNotebooks.Influence;

/// <summary>
/// How alike a method's shares are before and after some layers' weights were replaced by random ones, as means over digits.
/// </summary>
/// <param name="Layers">How many layers were replaced, counted from the outputs.</param>
/// <param name="RankCorrelation">Spearman's correlation of the shares, −1…1.</param>
/// <param name="RankCorrelationOfSizes">Spearman's correlation of the shares' sizes, without their signs.</param>
public sealed record RandomisedLayers(int Layers, double RankCorrelation, double RankCorrelationOfSizes)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"last {Layers} {(Layers == 1 ? "layer" : "layers")} random: "
        + $"rank correlation {RankCorrelation:F3}, of sizes {RankCorrelationOfSizes:F3}");
}
