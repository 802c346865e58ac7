namespace MnistNotebooks.Networks;

/// <summary>One of several trainings side by side.</summary>
/// <param name="Network">Trained in place.</param>
/// <param name="Options">How; <see cref="TrainingOptions.Cores"/> is 1 here.</param>
public sealed record TrainingRun(Network Network, TrainingOptions Options);

/// <summary>What came of one of several trainings side by side.</summary>
/// <param name="History">The epochs that it finished.</param>
/// <param name="Divergence">Where its weights overflowed, or null when all went well.</param>
public sealed record TrainingResult(TrainingHistory History, TrainingDivergedException? Divergence);

/// <summary>Where one of several trainings side by side stands.</summary>
/// <param name="Run">Its number, from 0.</param>
/// <param name="Progress">How far it is.</param>
public sealed record TrainingRunProgress(int Run, TrainingProgress Progress);
