namespace MnistNotebooks.Data;

/// <summary>
/// A picture of one's own made like MNIST's, one stage after the other. The picture shows one digit and more paper than ink; the paper
/// may be white or black, grainy or unevenly lit. What comes of leaving stages out can be seen with <see cref="GreyPicture.Scaled"/>:
/// <c>own.Grey.Scaled(28, 28)</c> is merely scaled, <c>own.Inverted.Scaled(28, 28)</c> neither cropped nor centred.
/// </summary>
public sealed class OwnPicture
{
    private const string NoInk = "shows no ink that stands out from its paper";

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
    /// Not a picture that can be read, or one without ink; the message says what is wrong where.
    /// </exception>
    public static OwnPicture Read(string path) => Prepared(GreyPicture.Read(path)) ?? throw new InvalidDataException($"{path}: {NoInk}.");

    /// <summary>Passes a picture through all stages.</summary>
    /// <exception cref="ArgumentException">It has no ink.</exception>
    public static OwnPicture From(GreyPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Prepared(picture) ?? throw new ArgumentException($"The picture {NoInk}.", nameof(picture));
    }

    private static OwnPicture? Prepared(GreyPicture grey)
    {
        bool isPaperLight = Background.IsLight(grey);
        GreyPicture inverted = isPaperLight ? grey.Inverted() : grey;
        return BackgroundRemoval.Ink(inverted) is { } levelled ? new(grey, isPaperLight, inverted, levelled) : null;
    }
}
