using System.Collections.Frozen;

namespace MnistNotebooks.Runner.Pages.Mathematics;

/// <summary>The commands that stand for one sign or one name.</summary>
internal static class TexSymbols
{
    /// <summary>Letters, by command: set in italics when lower case, upright otherwise, as TeX does.</summary>
    public static FrozenDictionary<string, string> Letters { get; } = Table("""
        alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ
        pi π rho ρ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω
        Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
        partial ∂ nabla ∇ infty ∞ ell ℓ hbar ℏ emptyset ∅ varnothing ∅ top ⊤ bot ⊥ prime ′
        ldots … dots … cdots ⋯ vdots ⋮ ddots ⋱ forall ∀ exists ∃ neg ¬ % % # # $ $ _ _ & &
        """);

    /// <summary>Signs by command, each with its role.</summary>
    public static FrozenDictionary<string, TexOperator> Operators { get; } = new[]
    {
        Signs(TexRole.Binary, "cdot ⋅ times × div ÷ pm ± mp ∓ ast ∗ star ⋆ circ ∘ bullet ∙ odot ⊙ oplus ⊕ otimes ⊗ "
            + "cup ∪ cap ∩ setminus ∖ wedge ∧ land ∧ vee ∨ lor ∨"),
        Signs(TexRole.Relation, "le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ ll ≪ gg ≫ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝ "
            + "in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆"),
        Signs(TexRole.Relation, "to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ implies ⟹ Leftarrow ⇐ "
            + "Leftrightarrow ⇔ iff ⟺ mapsto ↦ longrightarrow ⟶"),
        Signs(TexRole.Relation, "uparrow ↑ downarrow ↓ mid ∣ parallel ∥ perp ⊥ lt < gt > colon : coloneqq ≔"),
        Signs(TexRole.Large, "sum ∑ prod ∏ bigcup ⋃ bigcap ⋂"),
        Signs(TexRole.Ordinary, "int ∫ iint ∬ oint ∮ | ‖ Vert ‖ vert |"),
        Signs(TexRole.Opening, "{ { lbrace { langle ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖ lbrack ["),
        Signs(TexRole.Closing, "} } rbrace } rangle ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖ rbrack ]"),
        Names(TexRole.Function, "exp log ln lg sin cos tan sinh cosh tanh arctan arcsin arccos dim ker deg arg"),
        Names(TexRole.FunctionWithLimits, "max min sup inf lim argmax argmin Pr gcd det"),
    }.SelectMany(table => table).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Widths of the space commands, in em.</summary>
    public static FrozenDictionary<string, double> Spaces { get; } = new Dictionary<string, double>
    {
        [","] = 3 / 18.0,
        ["thinspace"] = 3 / 18.0,
        [":"] = 4 / 18.0,
        [">"] = 4 / 18.0,
        [";"] = 5 / 18.0,
        ["!"] = -3 / 18.0,
        [" "] = 0.25,
        ["\n"] = 0.25,
        ["quad"] = 1,
        ["qquad"] = 2,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Accents that keep their size (\hat) and that grow with the expression (\widehat).</summary>
    public static FrozenDictionary<string, (string Sign, bool IsOver, bool Stretches)> Accents { get; } =
        new Dictionary<string, (string, bool, bool)>
        {
            ["hat"] = ("^", true, false),
            ["tilde"] = ("~", true, false),
            ["bar"] = ("¯", true, false),
            ["vec"] = ("→", true, false),
            ["dot"] = ("˙", true, false),
            ["ddot"] = ("¨", true, false),
            ["check"] = ("ˇ", true, false),
            ["widehat"] = ("^", true, true),
            ["widetilde"] = ("~", true, true),
            ["overline"] = ("¯", true, true),
            ["overrightarrow"] = ("→", true, true),
            ["overbrace"] = ("⏞", true, true),
            ["underline"] = ("_", false, true),
            ["underbrace"] = ("⏟", false, true),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The role of a sign typed as it is.</summary>
    public static TexOperator Typed(string sign) => sign switch
    {
        "-" => new("−", TexRole.Binary),
        "*" => new("∗", TexRole.Binary),
        "+" or "±" or "×" or "·" or "⋅" or "÷" or "∘" or "⊙" => new(sign, TexRole.Binary),
        "=" or "<" or ">" or ":" or "≤" or "≥" or "≠" or "≈" or "∈" or "→" or "←" or "⇒" or "∝" => new(sign, TexRole.Relation),
        "(" or "[" => new(sign, TexRole.Opening),
        ")" or "]" or "!" or "?" => new(sign, TexRole.Closing),
        "," or ";" => new(sign, TexRole.Punctuation),
        "∑" or "∏" => new(sign, TexRole.Large),
        _ => new(sign, TexRole.Ordinary),
    };

    private static IEnumerable<KeyValuePair<string, TexOperator>> Signs(TexRole role, string pairs) =>
        Table(pairs).Select(pair => KeyValuePair.Create(pair.Key, new TexOperator(pair.Value, role)));

    private static IEnumerable<KeyValuePair<string, TexOperator>> Names(TexRole role, string names) =>
        names.Split(' ').Select(name => KeyValuePair.Create(name, new TexOperator(name, role)));

    private static FrozenDictionary<string, string> Table(string pairs) =>
        pairs.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Chunk(2)
            .ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
