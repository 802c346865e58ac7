namespace MnistNotebooks.Networks;

/// <summary>Where training stands; reported about every thousand records and at the end of every epoch.</summary>
/// <param name="Epoch">The epoch that is running, from 1.</param>
/// <param name="Epochs">How many there will be.</param>
/// <param name="Records">Records done in this epoch.</param>
/// <param name="RecordsPerEpoch">Records in an epoch.</param>
/// <param name="Error">Mean of Σ(target − output)² over the records done in this epoch.</param>
/// <param name="Finished">The epoch's result in its last report, when the network's weights are up to date; null in the reports before.</param>
public sealed record TrainingProgress(int Epoch, int Epochs, int Records, int RecordsPerEpoch, double Error, EpochResult? Finished);
