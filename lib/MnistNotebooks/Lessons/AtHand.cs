using MnistNotebooks.Data;

namespace MnistNotebooks.Lessons;

/// <summary>The digits of the lessons, from which right answers are computed.</summary>
internal static class AtHand
{
    public static MnistData Digits { get => field ??= Mnist.Load(); private set; }
}
