// The C# that makes the same training with the library.

import { whole } from '../Elements/numbers.js';
import { heldBackOf } from './held-back.js';

/**
 * @param {import('./settings.js').Settings} settings
 * @param {number} train How many training digits the page has.
 */
export function csharpOf({ hidden, rate, digits, epochs, seed, rule }, train) {
  const heldBack = heldBackOf(train);
  return `using MnistNotebooks.Data;
using MnistNotebooks.Networks;

MnistData mnist = Mnist.Load();
DigitSet train = mnist.Train.Range(0, ${literal(digits)});
DigitSet held = mnist.Train.Range(${literal(train - heldBack)}, ${literal(heldBack)});

var description = new NetworkDescription
{
    Hidden = [${hidden}], Seed = ${seed},
};
Network network = description.Create();
Training.Run(network, train, new TrainingOptions
{
    LearningRate = ${rate},
    Epochs = ${epochs},
    Rule = BackwardRule.${rule === 'tutorial' ? 'Tutorial' : 'Gradient'},
});
Console.WriteLine(network.Score(held));
`;
}

/** @param {number} value */
const literal = value => whole(value).replaceAll(',', '_');
