// The numbers of a confusion matrix: a row for each true digit, a column for each answer.

export class Counts {
  /** @param {number[][]} counts */
  constructor(counts) { this.rows = counts; }

  /**
   * How many digits have this label.
   * @param {number} label
   */
  labelled(label) { return sum(this.rows[label]); }

  /**
   * How many digits were read as this one.
   * @param {number} answer
   */
  answered(answer) { return sum(this.rows.map(row => row[answer])); }

  /**
   * The share of the digits with this label that were read right; not a number where there are none.
   * @param {number} digit
   */
  recall(digit) { return this.rows[digit][digit] / this.labelled(digit); }

  /**
   * The share of these answers that are right; not a number where there are none.
   * @param {number} digit
   */
  precision(digit) { return this.rows[digit][digit] / this.answered(digit); }

  get total() { return sum(this.rows.map(sum)); }

  get right() { return sum(this.rows.map((row, digit) => row[digit])); }

  /** The cell with the most mistakes, the first of several; of right answers where there are no mistakes. */
  get worst() {
    let worst = { label: 0, read: 0, count: 0 };
    this.rows.forEach((row, label) => row.forEach((count, read) => {
      if (label !== read && count > worst.count) worst = { label, read, count };
    }));
    return worst;
  }
}

/** @param {number[]} numbers */
function sum(numbers) { return numbers.reduce((a, b) => a + b, 0); }
