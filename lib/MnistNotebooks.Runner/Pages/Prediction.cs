using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MnistNotebooks.Runner.Pages;

/// <summary>
/// How a reader may answer the question of a cell, and what decides whether the answer is right: <c>prediction</c> in the cell's metadata.
/// Either choices, one of which is right in any case or made so by a printed number, or a number that is compared with a printed one.
/// </summary>
internal sealed partial record Prediction
{
    /// <summary>The name in a cell's metadata.</summary>
    public const string Name = "prediction";

    private static readonly string[] Members = ["choices", "right", "find", "upTo", "within"];

    private Prediction(JsonElement given)
    {
        Require(given.ValueKind == JsonValueKind.Object, "is not an object");
        foreach (JsonProperty member in given.EnumerateObject())
            Require(Members.Contains(member.Name), $"has '{member.Name}', which is none of {string.Join(", ", Members)}");
        Choices = List(given, "choices", choice => choice.ValueKind == JsonValueKind.String, "texts", choice => choice.GetString()!);
        UpTo = List(given, "upTo", IsNumber, "numbers", number => number.GetDouble());
        Find = Has(given, "find", out JsonElement find) ? Expression(find) : null;
        if (Has(given, "choices", out _))
            CheckChoices(given);
        else
            CheckNumber(given);
        Right = Has(given, "right", out JsonElement right) && right.TryGetInt32(out int place) ? place : null;
        Json = Encoding.UTF8.GetString(MnistNotebooks.Runner.Notebooks.Json.Compact(given));
    }

    /// <summary>The answers to choose from; none for a number.</summary>
    public IReadOnlyList<string> Choices { get; }

    /// <summary>Finds the true number, its only group, in what the covered cells print; null where the right choice is known.</summary>
    public Regex? Find { get; }

    /// <summary>The largest number that makes each choice but the last right, ascending.</summary>
    public IReadOnlyList<double> UpTo { get; }

    /// <summary>The place of the right choice; null where a number decides.</summary>
    public int? Right { get; }

    /// <summary>The whole rule for the page's script.</summary>
    public string Json { get; }

    /// <summary>The rule in a cell's metadata; null when there is none.</summary>
    /// <exception cref="InvalidDataException">
    /// It can't be used; the message is the end of a sentence that begins with 'its prediction'.
    /// </exception>
    public static Prediction? Read(JsonElement metadata) => Has(metadata, Name, out JsonElement given) ? new(given) : null;

    /// <summary>The true answer by what the covered cells printed; null when they print nothing that tells.</summary>
    public string? AnswerIn(string printed)
    {
        if (Right is { } right)
            return Choices[right];
        if (Find!.Match(printed) is not { Success: true } found)
            return null;
        if (Choices.Count == 0)
            return found.Groups[1].Value;
        double number = double.Parse(found.Groups[1].Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        int choice = UpTo.TakeWhile(limit => number > limit).Count();
        return Choices[choice];
    }

    private void CheckChoices(JsonElement given)
    {
        Require(Choices.Count >= 2 && Choices.All(choice => !string.IsNullOrWhiteSpace(choice)), "needs at least two choices");
        Require(!Has(given, "within", out _), "has choices, for which 'within' means nothing");
        if (Find is not null)
        {
            Require(!Has(given, "right", out _), "has both 'right' and 'find', and needs only one of them");
            Require(UpTo.Count == Choices.Count - 1 && UpTo.Zip(UpTo.Skip(1)).All(pair => pair.First < pair.Second),
                $"needs {Choices.Count - 1} ascending numbers in 'upTo' for {Choices.Count} choices");
            return;
        }
        Require(Has(given, "right", out JsonElement right), "has choices, and neither 'right' nor 'find' says which is right");
        Require(right.ValueKind == JsonValueKind.Number && right.TryGetInt32(out int place) && place >= 0 && place < Choices.Count,
            $"has 'right' {right.GetRawText().ReplaceLineEndings(" ")}, which is none of 0 to {Choices.Count - 1}");
        Require(!Has(given, "upTo", out _), "has 'upTo' without 'find'");
    }

    private void CheckNumber(JsonElement given)
    {
        Require(Find is not null, "has neither 'choices' nor 'find'");
        Require(!Has(given, "right", out _) && !Has(given, "upTo", out _), "has no choices, and yet 'right' or 'upTo'");
        Require(Has(given, "within", out JsonElement within) && IsNumber(within) && within.GetDouble() >= 0,
            "needs 'within', the share of the number by which an answer may be off");
    }

    // Of what .NET knows, only what means the same in the page's script.
    private static Regex Expression(JsonElement find)
    {
        Require(find.ValueKind == JsonValueKind.String, "has a 'find' that is not a text");
        string pattern = find.GetString()!;
        try
        {
            var expression = new Regex(pattern, RegexOptions.ECMAScript | RegexOptions.Multiline);
            Require(!OnlyInNet().IsMatch(pattern), "has a 'find' with a construct that JavaScript does not know");
            Require(expression.GetGroupNumbers().Length == 2, "has a 'find' that needs exactly one group, the number");
            return expression;
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"has a 'find' that is no regular expression: {e.Message.ReplaceLineEndings(" ").TrimEnd('.')}");
        }
    }

    private static T[] List<T>(JsonElement given, string name, Func<JsonElement, bool> fits, string what, Func<JsonElement, T> value)
    {
        if (!Has(given, name, out JsonElement list))
            return [];
        Require(list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(fits), $"has '{name}' that is not a list of {what}");
        return [.. list.EnumerateArray().Select(value)];
    }

    private static bool Has(JsonElement given, string name, out JsonElement value)
    {
        value = default;
        return given.ValueKind == JsonValueKind.Object && given.TryGetProperty(name, out value);
    }

    private static bool IsNumber(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number);

    private static void Require(bool isSo, string otherwise)
    {
        if (!isSo)
            throw new InvalidDataException(otherwise);
    }

    [GeneratedRegex(@"(?<!\\)(?:\\\\)*(?:\\[AGZz]|\(\?(?![:=!]|<[=!A-Za-z_]))")]
    private static partial Regex OnlyInNet();
}
