// The C# that makes the same training with the library.

import { BATCH } from './plane-training.js';
import { HIDDEN_ACTIVATIONS } from './settings.js';

/**
 * @param {import('./settings.js').Settings} settings
 * @param {import('./point-sets.js').PointSet} points
 * @param {number} epochs Those done so far.
 */
export function csharpOf({ points: name, hidden, activation, rate, penalty, seed }, { classes, code }, epochs) {
  // As many lines before training as after it, so that nothing moves when it begins.
  const training = epochs === 0 ? '// Nothing is learned yet.\n\n\n\n' : `Training.Run(network, learned, TrainingOptions.Modern with
{
    LearningRate = ${rate}, L2 = ${penalty}, BatchSize = ${BATCH}, Epochs = ${epochs},
});
`;
  return `${name === 'own' ? 'using MathNet.Numerics.LinearAlgebra;\n' : ''}using MnistNotebooks.Data;
using MnistNotebooks.Networks;

LabeledSet learned = ${code[0]};
LabeledSet unseen = ${code[1]};

var description = NetworkDescription.Modern with
{
    Inputs = 2, Hidden = [${hidden.join(', ')}], Outputs = ${classes},
    HiddenActivation = Activation.${HIDDEN_ACTIVATIONS[activation]}, Seed = ${seed},
};
Network network = description.Create();
${training}foreach (LabeledSet set in new[] { learned, unseen })
{
    double loss = Gradients.Of(network, set, Loss.CrossEntropy).Loss;
    Console.WriteLine($"loss {loss:F4}, {network.Score(set)}");
}
`;
}
