using MnistNotebooks.Networks;

namespace MnistNotebooks.Experiments;

/// <summary>One network and how it is trained: everything that determines a result, except the data.</summary>
/// <param name="Network">The network before training.</param>
/// <param name="Training">How it is trained.</param>
public sealed record Trial(NetworkDescription Network, TrainingOptions Training)
{
    /// <summary>A sentence if the trial can't be run, else null.</summary>
    internal string? Fault()
    {
        try
        {
            Network.Check();
            Training.Check();
            return Training.Loss.Incompatibility(Network.OutputActivation);
        }
        catch (ArgumentException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>Weights times epochs: which trials take long, roughly.</summary>
    internal long Cost()
    {
        int[] nodes = [Network.Inputs, .. Network.Hidden, Network.Outputs];
        return Training.Epochs * nodes.Zip(nodes.Skip(1), (inputs, outputs) => (long)inputs * outputs).Sum();
    }
}
