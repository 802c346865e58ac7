namespace MnistNotebooks.Data;

/// <summary>How the numbers of a .npy file are stored.</summary>
public enum NpyType
{
    /// <summary>float32: 4 bytes, about 7 digits.</summary>
    SinglePrecision,

    /// <summary>float64: 8 bytes, about 16 digits.</summary>
    DoublePrecision,
}
