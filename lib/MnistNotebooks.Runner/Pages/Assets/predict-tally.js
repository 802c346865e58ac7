/** What became of a page's predictions, before its summary or at its end. */
class Tally {
  #element = document.createElement('aside');
  #sentence = document.createElement('p');
  #surprises = document.createElement('div');
  #again = document.createElement('button');

  /** @param {() => void} startOver */
  constructor(startOver) {
    this.#element.className = 'tally';
    this.#element.setAttribute('aria-label', 'Your predictions');
    this.#sentence.setAttribute('role', 'status');
    this.#again.type = 'button';
    this.#again.textContent = 'Start over';
    this.#again.addEventListener('click', startOver);
    this.#element.append(this.#sentence, this.#surprises, this.#again);
    const summary = document.getElementById('what-you-have-now');
    if (summary) return summary.before(this.#element);
    const section = document.createElement('section');
    section.className = 'prose';
    section.append(this.#element);
    document.querySelector('main > footer').before(section);
  }

  /** @param {{ box: HTMLElement, text: string, isAnswered: boolean, isShown: boolean, grade: string }[]} questions */
  show(questions) {
    const count = grade => questions.filter(question => question.grade === grade).length;
    const right = count('right');
    const near = count('near');
    const shown = questions.filter(question => question.isShown).length;
    const open = questions.filter(question => !question.isAnswered).length;
    const guesses = right + near + count('wrong');
    const parts = [
      guesses > 0 ? `You predicted ${right} of ${guesses} right` : 'You predicted nothing yet',
      near > 0 && `${near} nearly`,
      shown > 0 && `${shown} shown without a guess`,
      open > 0 && `${open} still covered`,
    ];
    this.#sentence.textContent = `${parts.filter(Boolean).join(', ')}.`;
    const list = document.createElement('ul');
    for (const { box, text } of questions.filter(question => question.grade === 'wrong')) {
      const link = document.createElement('a');
      link.href = `#${box.id}`;
      link.textContent = text;
      list.append(document.createElement('li'));
      list.lastChild.append(link);
    }
    this.#surprises.replaceChildren(...(list.hasChildNodes() ? ['What surprised you:', list] : []));
    this.#again.hidden = open === questions.length;
  }
}
