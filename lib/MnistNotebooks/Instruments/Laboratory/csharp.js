// The C# that makes the same training with the library, and its colours.

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

const TOKENS = /\b(?<keyword>using|var|new)\b|\b(?<number>\d[\d_.]*)\b|\b(?<!\.)(?<type>[A-Z]\w*)\b(?=[.;]| \w+ =| \{|\n\{)/g;

/**
 * The same as HTML. What the settings determine stands out.
 * @param {string} code
 */
export function highlighted(code) {
  return code.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replace(TOKENS, (text, ...rest) => {
    const kind = Object.entries(rest.at(-1)).find(([, found]) => found !== undefined)?.[0];
    return `<span class="${kind}">${text}</span>`;
  });
}
