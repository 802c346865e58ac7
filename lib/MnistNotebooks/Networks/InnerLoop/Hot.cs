using System.Runtime.CompilerServices;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>How the methods are compiled that run for every record.</summary>
internal static class Hot
{
    /// <summary>At once and in full, not tier by tier: a training of one second would be over before the last tier is there.</summary>
    public const MethodImplOptions Path = MethodImplOptions.AggressiveOptimization;
}
