namespace MnistNotebooks.Runner.Pages.Mathematics;

/// <summary>A part of a parsed formula.</summary>
internal abstract record TexNode;

internal sealed record TexRow(IReadOnlyList<TexNode> Items) : TexNode
{
    public static TexRow Empty { get; } = new([]);
}

/// <summary>A variable or a name; a single letter is italic unless it is upright.</summary>
internal sealed record TexIdentifier(string Name, bool IsUpright) : TexNode;

internal sealed record TexNumber(string Digits) : TexNode;

/// <summary>What a sign does to the space around it, and to the sign after it.</summary>
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

    /// <summary>A named function with its condition below: max, argmax.</summary>
    FunctionWithLimits,
}

internal sealed record TexOperator(string Sign, TexRole Role) : TexNode;

/// <summary>Words inside a formula.</summary>
internal sealed record TexText(string Text, bool IsBold) : TexNode;

/// <summary>Empty space, in em; may be negative.</summary>
internal sealed record TexSpace(double Width) : TexNode;

/// <summary>A fraction; without bar it is a binomial coefficient's inside.</summary>
internal sealed record TexFraction(TexNode Numerator, TexNode Denominator, bool HasBar = true) : TexNode;

internal sealed record TexRoot(TexNode Radicand, TexNode? Degree) : TexNode;

internal sealed record TexScripts(TexNode Base, TexNode? Below, TexNode? Above) : TexNode;

/// <summary>A sign over or under an expression: a hat, or a line or brace that stretches with it.</summary>
internal sealed record TexAccent(TexNode Base, string Sign, bool IsOver, bool Stretches) : TexNode;

/// <summary>One expression set over (and another under) a second one, in script size.</summary>
internal sealed record TexStack(TexNode Base, TexNode? Over, TexNode? Under) : TexNode;

/// <summary>Delimiters that grow with what is between them; an empty one is not drawn.</summary>
internal sealed record TexFenced(string Opening, TexNode Content, string Closing) : TexNode;

internal enum TexTableKind
{
    /// <summary>Columns centred.</summary>
    Matrix,

    /// <summary>Columns to the left.</summary>
    Cases,

    /// <summary>Columns in pairs that meet at the alignment mark.</summary>
    Aligned,
}

internal sealed record TexTable(TexTableKind Kind, IReadOnlyList<IReadOnlyList<TexNode>> Rows) : TexNode;

/// <summary>A command this converter doesn't know, shown as it was written.</summary>
internal sealed record TexUnknown(string Source) : TexNode;
