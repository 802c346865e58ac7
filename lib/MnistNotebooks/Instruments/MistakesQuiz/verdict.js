// What was read in a digit, by whom, and whether the label says so.

import { fixed } from '../Elements/numbers.js';

/**
 * Whose reading, which digit, its output where there is one, and whether it is the label's; not known for the label itself.
 * @typedef {{ who: string, digit: string, output: string, isRight: boolean | null }} Line
 */

/**
 * @param {import('../Elements/readings.js').Reading} reading
 * @param {number | null} answer The reader's.
 * @returns {Line[]}
 */
export function verdictOf({ label, read, second, outputs }, answer) {
  return [
    { who: 'You', digit: answer === null ? '–' : String(answer), output: '', isRight: answer === null ? null : answer === label },
    { who: 'The label', digit: String(label), output: '', isRight: null },
    { who: 'The network', digit: String(read), output: fixed(outputs[read]), isRight: read === label },
    { who: 'Its second choice', digit: String(second), output: fixed(outputs[second]), isRight: second === label },
  ];
}

/**
 * The same as a sentence, for those who hear it.
 * @param {Line[]} lines
 */
export function spoken(lines) {
  return lines.map(({ who, digit, output, isRight }) =>
    `${who}: ${digit}${output && `, output ${output}`}${isRight === null ? '' : isRight ? ', right' : ', wrong'}`).join('. ') + '.';
}
