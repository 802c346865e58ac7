namespace MnistNotebooks.Data;

/// <summary>
/// A picture of one's own made like MNIST's, one stage after the other. The picture shows one digit and more paper than ink; the paper
/// may be white or black, grainy or unevenly lit. What comes of leaving stages out can be seen with <see cref="GreyPicture.Scaled"/>:
/// <c>own.Grey.Scaled(28, 28)</c> is merely scaled, <c>own.Inverted.Scaled(28, 28)</c> neither cropped nor centred.
/// </summary>
public sealed class OwnPicture
{
    private const string NoInk = "shows no ink that stands out from its paper";
    private const string TwoGrounds = "shows two grounds, and which is the paper can't be told; cut out the part with the digit, with some "
        + "of its paper around it";

    private const string Line = "shows a line close below its digit, and whether it belongs to it can't be told; cut out the part with the "
        + "digit, without the line";

    private OwnPicture(GreyPicture grey, bool isPaperLight, GreyPicture inverted, GreyPicture levelled)
    {
        Grey = grey;
        IsPaperLight = isPaperLight;
        Inverted = inverted;
        Levelled = levelled;
        Cropped = Centring.Cropped(levelled);
        Fitted = Centring.Fitted(Cropped);
        Centred = Centring.Centred(Fitted);
    }

    /// <summary>1. The picture as it is, in grey.</summary>
    public GreyPicture Grey { get; }

    /// <summary>Whether the paper is lighter than the ink, so that the next stage exchanges black and white.</summary>
    public bool IsPaperLight { get; }

    /// <summary>2. Bright ink on dark paper, as MNIST has it.</summary>
    public GreyPicture Inverted { get; }

    /// <summary>3. The ink alone: paper, with its shadows, grain and specks, is 0, full ink is 255.</summary>
    public GreyPicture Levelled { get; }

    /// <summary>4. The part that holds the ink.</summary>
    public GreyPicture Cropped { get; }

    /// <summary>5. Made to fit 20×20 pixels with its proportions kept, anti-aliased; the brightest pixel is 255.</summary>
    public GreyPicture Fitted { get; }

    /// <summary>6. Placed in 28×28 pixels so that the centre of mass is in the middle.</summary>
    public GreyPicture Centred { get; }

    /// <summary>The last stage as a record to show a network.</summary>
    /// <param name="label">The digit it shows, 0…9.</param>
    /// <exception cref="ArgumentOutOfRangeException">The label is not 0…9.</exception>
    public Digit ToDigit(int label) => Centred.ToDigit(label);

    /// <summary>Reads a file as <see cref="GreyPicture.Read"/> does and passes it through all stages.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// Not a picture that can be read, or one without ink, with two grounds, or with a line close below the digit; the message says what
    /// is wrong where.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">The decoder of pictures can't be loaded on this machine.</exception>
    public static OwnPicture Read(string path)
    {
        var (own, fault) = Prepared(GreyPicture.Read(path));
        return own ?? throw new InvalidDataException($"{path}: {fault}.");
    }

    /// <summary>Passes a picture through all stages.</summary>
    /// <exception cref="ArgumentException">It has no ink, two grounds, or a line close below the digit.</exception>
    public static OwnPicture From(GreyPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var (own, fault) = Prepared(picture);
        return own ?? throw new ArgumentException($"The picture {fault}.", nameof(picture));
    }

    private static (OwnPicture? Own, string Fault) Prepared(GreyPicture grey)
    {
        var (ink, isPaperLight, isClear, _, hasLine) = InkSearch.In(grey);
        if (ink is null || !isClear)
            return (null, ink is null ? NoInk : hasLine ? Line : TwoGrounds);
        return (new(grey, isPaperLight, isPaperLight ? grey.Inverted() : grey, ink), "");
    }
}
