using System.Globalization;

namespace MnistNotebooks.Experiments;

/// <summary>Values as a reader writes them, the same in every country.</summary>
internal static class Words
{
    public static string Of(object value) => value switch
    {
        string text => text,
        System.Collections.IEnumerable list => string.Join('-', list.Cast<object>().Select(Of)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    public static string Share(double share) => double.IsNaN(share) ? "failed" : share.ToString("F4", CultureInfo.InvariantCulture);
}
