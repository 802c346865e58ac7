namespace MnistNotebooks.Experiments;

/// <summary>A setting that a grid varies.</summary>
internal sealed record Axis(string Name, object[] Values, Func<Trial, object, Trial> Set);
