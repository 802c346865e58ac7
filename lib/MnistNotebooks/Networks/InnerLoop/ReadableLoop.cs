using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>
/// Training as the formulas read, in double precision: the reference that <see cref="SparseLoop"/> is held to,
/// and what trains a network that it can't.
/// </summary>
internal sealed class ReadableLoop(Network network, DigitSet digits, TrainingOptions options) : ITrainingLoop
{
    public void Train(int start, int count, Tally tally)
    {
        for (int record = start; record < start + count; record++)
        {
            Digit digit = digits[record];
            TrainingStep step = network.TrainStep(
                digit.Inputs(options.Scale), Targets.OneHot(digit.Label, network.Outputs), options.LearningRate, options.Rule);
            tally.Count(step.Backward.SquaredError, step.Forward.Predicted == digit.Label);
        }
    }

    public void WriteBack()
    {
        // The network itself was trained.
    }
}
