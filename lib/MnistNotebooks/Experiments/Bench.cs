using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Experiments;

/// <summary>The data that trials are run on.</summary>
internal abstract class Bench
{
    /// <summary>Tells these data from others.</summary>
    public abstract string Fingerprint { get; }

    public Outcome Try(Trial trial, CancellationToken cancellation)
    {
        Network network = trial.Network.Create();
        try
        {
            // Trials go on side by side, so each is for one core.
            TrainingHistory history = Train(network, trial.Training, cancellation);
            return new()
            {
                Accuracy = Accuracy(network, trial.Training),
                TrainingAccuracy = history.Best.TrainingAccuracy,
                ValidationAccuracy = history.Best.ValidationAccuracy,
                Losses = [.. history.Epochs.Select(epoch => epoch.Loss)],
                Seconds = history.Duration.TotalSeconds,
            };
        }
        catch (ArithmeticException divergence)
        {
            return new() { Accuracy = double.NaN, TrainingAccuracy = double.NaN, Losses = [], Seconds = double.NaN, Failure = divergence.Message };
        }
    }

    protected abstract TrainingHistory Train(Network network, TrainingOptions options, CancellationToken cancellation);

    protected abstract double Accuracy(Network network, TrainingOptions options);

    protected static string Hash(params ReadOnlySpan<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (byte[] part in parts)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
            hash.AppendData(length);
            hash.AppendData(part);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}

internal sealed class DigitBench(DigitSet train, DigitSet test) : Bench
{
    public override string Fingerprint { get; } = Hash(train.Pixels.ToArray(), train.Labels.ToArray(), test.Pixels.ToArray(), test.Labels.ToArray());

    protected override TrainingHistory Train(Network network, TrainingOptions options, CancellationToken cancellation) =>
        Training.Run(network, train, options, cancellation: cancellation);

    protected override double Accuracy(Network network, TrainingOptions options) => network.Score(test).Accuracy;
}

internal sealed class RowBench(LabeledSet train, LabeledSet test) : Bench
{
    public override string Fingerprint { get; } = Hash(Bytes(train.Inputs.ToRowMajorArray()), Bytes([.. train.Labels]), Bytes(test.Inputs.ToRowMajorArray()), Bytes([.. test.Labels]));

    protected override TrainingHistory Train(Network network, TrainingOptions options, CancellationToken cancellation) =>
        Training.Run(network, train, options, cancellation: cancellation);

    protected override double Accuracy(Network network, TrainingOptions options) => network.Score(test).Accuracy;

    private static byte[] Bytes<T>(T[] values)
        where T : struct => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
