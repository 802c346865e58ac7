using System.Globalization;

namespace MnistNotebooks.Influence;

/// <summary>How far the maps of a layer's nodes are from adding up.</summary>
/// <param name="Layer">The layer, from 0.</param>
/// <param name="Value">Before or after the activation.</param>
/// <param name="MeanGap">Mean over the nodes of |sum of the shares − true change|.</param>
/// <param name="MeanChange">Mean over the nodes of |true change|.</param>
public sealed record LayerGap(int Layer, NodeValue Value, double MeanGap, double MeanChange)
{
    /// <summary>The gap as a share of the change: 0 means that the maps add up. NaN when nothing changes.</summary>
    public double Relative => MeanGap / MeanChange;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"layer {Layer} {(Value == NodeValue.PreActivation ? "before" : "after")} its activation: "
        + $"mean gap {MeanGap:G4}, mean change {MeanChange:G4}, ratio {Relative:G3}");
}
