using System.Collections.Frozen;

namespace MnistNotebooks.Runner.Pages;

/// <summary>What a part of a formula does to the space around it, and to the sign after it.</summary>
internal enum TexRole
{
    Ordinary,
    Binary,
    Relation,
    Opening,
    Closing,
    Punctuation,

    /// <summary>A sum or product sign: limits above and below where there is room.</summary>
    Large,

    /// <summary>A named function: log, exp.</summary>
    Function,

    /// <summary>A named function with its condition below: max.</summary>
    FunctionWithLimits,
    Space,
}

/// <summary>A part of a formula as MathML.</summary>
internal readonly record struct TexPart(string MathMl, TexRole Role = TexRole.Ordinary);

/// <summary>The commands and characters that stand for one sign or one name.</summary>
internal static class TexSymbols
{
    /// <summary>Letters, by command: set in italics when lower case, upright otherwise, as TeX does.</summary>
    public static FrozenDictionary<string, string> Letters { get; } = Pairs(@"
        \alpha α \beta β \gamma γ \delta δ \epsilon ϵ \varepsilon ε \zeta ζ \eta η \theta θ \iota ι \kappa κ \lambda λ \mu μ \nu ν
        \xi ξ \pi π \rho ρ \sigma σ \tau τ \phi ϕ \varphi φ \chi χ \psi ψ \omega ω
        \Gamma Γ \Delta Δ \Theta Θ \Lambda Λ \Xi Ξ \Pi Π \Sigma Σ \Phi Φ \Psi Ψ \Omega Ω
        \partial ∂ \nabla ∇ \infty ∞ \top ⊤ \ldots … \dots … \cdots ⋯ \vdots ⋮ \ddots ⋱ \% % \# # \$ $ \_ _ \& &")
        .ToFrozenDictionary(pair => pair.Key, pair => pair.Value);

    /// <summary>Signs and names of functions, as they are typed.</summary>
    public static FrozenDictionary<string, TexPart> Signs { get; } = new[]
    {
        (TexRole.Binary, @"- − + + * ∗ ± ± × × · · ⋅ ⋅ ⊙ ⊙ \cdot ⋅ \times × \pm ± \odot ⊙"),
        (TexRole.Relation, @"= = < < > > : : ≤ ≤ ≥ ≥ ≠ ≠ ≈ ≈ ∈ ∈ → → ∝ ∝ \le ≤ \leq ≤ \ge ≥ \geq ≥ \ne ≠ \neq ≠"),
        (TexRole.Relation, @"\ll ≪ \gg ≫ \approx ≈ \sim ∼ \propto ∝ \in ∈ \to → \mid ∣"),
        (TexRole.Opening, @"( ( [ [ \{ {"),
        (TexRole.Closing, @") ) ] ] ! ! ? ? \} }"),
        (TexRole.Punctuation, ", , ; ;"),
        (TexRole.Large, @"∑ ∑ ∏ ∏ \sum ∑ \prod ∏"),
        (TexRole.Ordinary, @"\| ‖ ∫ ∫ \int ∫"),
        (TexRole.Function, @"\exp exp \log log \ln ln \sin sin \cos cos \tan tan \tanh tanh"),
        (TexRole.FunctionWithLimits, @"\max max \min min \lim lim"),
    }.SelectMany(table => Pairs(table.Item2).Select(pair => KeyValuePair.Create(pair.Key, Sign(pair.Value, table.Item1))))
        .ToFrozenDictionary();

    /// <summary>A sign or a function's name with the attributes that give it TeX's spaces.</summary>
    public static TexPart Sign(string sign, TexRole role)
    {
        (string element, string attributes) = role switch
        {
            TexRole.Function => ("mi", ""),
            TexRole.FunctionWithLimits => ("mo", " movablelimits=\"true\" lspace=\"0.1667em\" rspace=\"0.1667em\""),
            // Brackets that are not \left … \right keep their size in TeX; in MathML they grow unless told otherwise.
            TexRole.Opening => ("mo", " form=\"prefix\" stretchy=\"false\""),
            TexRole.Closing => ("mo", " form=\"postfix\" stretchy=\"false\""),
            TexRole.Ordinary => ("mo", " stretchy=\"false\" lspace=\"0\" rspace=\"0\""),
            TexRole.Relation => ("mo", " stretchy=\"false\" lspace=\"0.2778em\" rspace=\"0.2778em\""),
            _ => ("mo", ""),
        };
        return new($"<{element}{attributes}>{HtmlText.Escape(sign)}</{element}>", role);
    }

    /// <summary>The text in Unicode's bold letters and digits, where there are such.</summary>
    public static string Bold(string text) => string.Concat(text.Select(c => c switch
    {
        >= '0' and <= '9' => char.ConvertFromUtf32(0x1D7CE + c - '0'),
        >= 'A' and <= 'Z' => char.ConvertFromUtf32(0x1D400 + c - 'A'),
        >= 'a' and <= 'z' => char.ConvertFromUtf32(0x1D41A + c - 'a'),
        >= 'Α' and <= 'Ω' => char.ConvertFromUtf32(0x1D6A8 + c - 'Α'),
        >= 'α' and <= 'ω' => char.ConvertFromUtf32(0x1D6C2 + c - 'α'),
        '∇' => char.ConvertFromUtf32(0x1D6C1),
        '∂' => char.ConvertFromUtf32(0x1D6DB),
        _ => c.ToString(),
    }));

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string pairs) =>
        pairs.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Chunk(2)
            .Select(pair => KeyValuePair.Create(pair[0], pair[1]));
}
