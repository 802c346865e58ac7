namespace MnistNotebooks.Runner.Pages.Mathematics;

/// <summary>How letters are drawn inside \mathbf{…}, \mathrm{…} and the like.</summary>
internal enum TexAlphabet
{
    Italic,
    Upright,
    Bold,
    Calligraphic,
    DoubleStruck,
}

/// <summary>Unicode's mathematical alphabets, which is how MathML asks for a bold or calligraphic letter.</summary>
internal static class MathematicalLetters
{
    // The letters that Unicode had before it got whole alphabets, and that the alphabets leave out.
    private static readonly Dictionary<char, string> CalligraphicExceptions = new()
    {
        ['B'] = "ℬ",
        ['E'] = "ℰ",
        ['F'] = "ℱ",
        ['H'] = "ℋ",
        ['I'] = "ℐ",
        ['L'] = "ℒ",
        ['M'] = "ℳ",
        ['R'] = "ℛ",
        ['e'] = "ℯ",
        ['g'] = "ℊ",
        ['o'] = "ℴ",
    };

    private static readonly Dictionary<char, string> DoubleStruckExceptions = new()
    {
        ['C'] = "ℂ",
        ['H'] = "ℍ",
        ['N'] = "ℕ",
        ['P'] = "ℙ",
        ['Q'] = "ℚ",
        ['R'] = "ℝ",
        ['Z'] = "ℤ",
    };

    /// <summary>The text with each letter and digit replaced by its form in the alphabet, where there is one.</summary>
    public static string In(TexAlphabet alphabet, string text) => string.Concat(text.Select(c => alphabet switch
    {
        TexAlphabet.Bold => Bold(c),
        TexAlphabet.Calligraphic => CalligraphicExceptions.GetValueOrDefault(c) ?? Latin(c, 0x1D49C),
        TexAlphabet.DoubleStruck => DoubleStruckExceptions.GetValueOrDefault(c) ?? Latin(c, 0x1D538),
        _ => c.ToString(),
    }));

    private static string Bold(char c) => c switch
    {
        >= '0' and <= '9' => char.ConvertFromUtf32(0x1D7CE + c - '0'),
        >= 'Α' and <= 'Ω' => char.ConvertFromUtf32(0x1D6A8 + c - 'Α'),
        >= 'α' and <= 'ω' => char.ConvertFromUtf32(0x1D6C2 + c - 'α'),
        '∇' => char.ConvertFromUtf32(0x1D6C1),
        '∂' => char.ConvertFromUtf32(0x1D6DB),
        _ => Latin(c, 0x1D400),
    };

    private static string Latin(char c, int capitalA) => c switch
    {
        >= 'A' and <= 'Z' => char.ConvertFromUtf32(capitalA + c - 'A'),
        >= 'a' and <= 'z' => char.ConvertFromUtf32(capitalA + 26 + c - 'a'),
        _ => c.ToString(),
    };
}
