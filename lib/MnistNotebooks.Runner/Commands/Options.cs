using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace MnistNotebooks.Runner.Commands;

/// <summary>--data, which every command has.</summary>
internal static class DataOption
{
    private const string Standard = "The folder with MNIST's four files; by default MNIST_DIR, data/mnist, a download, or drawn digits.";

    public static Option<string?> Create(string description = Standard) => new("--data") { HelpName = "DIR", Description = description };
}

/// <summary>Options that take a number in a range, and say so when they get something else.</summary>
internal static class NumberOption
{
    public static Option<T> Create<T>(string name, string helpName, string description, T standard, T smallest, T largest)
        where T : struct, INumber<T>
    {
        string kind = typeof(T) == typeof(int) ? "a whole number" : "a number";
        string wanted = string.Create(CultureInfo.InvariantCulture, $"{kind} from {smallest} to {largest}");
        return new Option<T>(name)
        {
            HelpName = helpName,
            Description = description,
            DefaultValueFactory = _ => standard,
            CustomParser = result =>
            {
                string text = result.Tokens[^1].Value;
                // No separators of thousands, which half of the world takes for a decimal point.
                const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
                NumberStyles style = typeof(T) == typeof(int) ? NumberStyles.AllowLeadingSign : plain;
                if (T.TryParse(text, style, CultureInfo.InvariantCulture, out T value) && value >= smallest && value <= largest)
                    return value;
                result.AddError($"{name} takes {wanted}, not '{text}'.");
                return standard;
            },
        };
    }
}
