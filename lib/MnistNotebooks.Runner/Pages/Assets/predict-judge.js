/** A number as readers and cells write it: 60,000, 97.2 %, −0.5, 0,5. NaN where there is none. */
function readNumber(text) {
  const plain = text.replace(/\s|%\s*$/g, '').replace(/^[−–]/, '-');
  const isInThousands = /^[-+]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(plain);
  return /\d/.test(plain) ? Number(isInThousands ? plain.replaceAll(',', '') : plain.replace(',', '.')) : NaN;
}

/**
 * What is true: the number as it was printed, the choice that it makes right. Null when the text doesn't tell.
 * @param {{ choices?: string[], right?: number, find?: string, upTo?: number[] } | null} rule of Prediction.cs
 * @param {string} text what the covered cells print
 */
function truthOf(rule, text) {
  if (!rule) return null;
  if (rule.find === undefined) return { choice: rule.right };
  const printed = new RegExp(rule.find, 'm').exec(text)?.[1];
  const number = readNumber(printed ?? '');
  if (Number.isNaN(number)) return null;
  const choice = rule.upTo?.findIndex(most => number <= most);
  return { printed, number, choice: choice === -1 ? rule.upTo.length : choice };
}

/** 'right', 'near' or 'wrong'; near is twice as far off as right, or of what must be exact the next or a tenth. */
function grade(rule, truth, answer) {
  if (rule.choices) return answer === truth.choice ? 'right' : 'wrong';
  const size = Math.abs(truth.number);
  const rounding = 1e-9 * size;
  const off = Math.abs(readNumber(answer) - truth.number) - rounding;
  if (off <= rule.within * size) return 'right';
  return off <= (rule.within > 0 ? 2 * rule.within * size : Math.max(1, size / 10)) ? 'near' : 'wrong';
}
