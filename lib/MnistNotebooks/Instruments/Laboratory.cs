using MnistNotebooks.Data;

namespace MnistNotebooks.Instruments;

/// <summary>Makes what readers touch on pages and in notebooks that run.</summary>
public static partial class Instruments
{
    /// <summary>
    /// A laboratory: whoever reads trains networks with one hidden layer, on the first 4,000 training digits or fewer, by settings of his
    /// own, and sees error, accuracy and weights form. It makes the steps of <see cref="Networks.Training"/>, and shows the C# that makes
    /// them too.
    /// </summary>
    /// <param name="data">The digits; the accuracy is that on the thousand training digits after those, which are held back: settings are
    /// not chosen by test digits.</param>
    /// <param name="title">Stands above it.</param>
    public static Instrument Laboratory(MnistData data, string title = "The laboratory")
    {
        ArgumentNullException.ThrowIfNull(data);
        return new("laboratory", title,
            "choose hidden nodes, learning rate, digits and rule, and watch a network learn; it works on pages and in notebooks that run.",
            [DigitsImage.ScriptOf(data)]);
    }
}
