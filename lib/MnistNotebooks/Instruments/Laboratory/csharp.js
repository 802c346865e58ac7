// The C# that makes the same training with the library.

import { whole } from '../Elements/numbers.js';

/**
 * @param {import('./settings.js').Settings} settings
 * @param {number} tests How many test digits there are.
 */
export function csharpOf({ hidden, rate, digits, epochs, seed, rule }, tests) {
  return `using MnistNotebooks.Data;
using MnistNotebooks.Networks;

MnistData mnist = Mnist.Load();
DigitSet train = mnist.Train.Range(0, ${literal(digits)});
DigitSet test = mnist.Test.Range(0, ${literal(tests)});

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
Console.WriteLine(network.Score(test));
`;
}

/** @param {number} value */
const literal = value => whole(value).replaceAll(',', '_');
