// Predictions: what follows a question is covered until the reader has answered it, or had it shown. The questions and their forms are in
// the page (PredictionForm.cs). Events: `ran` and `printed` from a cell that runs (live-outputs.js), `lift` and `lower` from the classroom
// view, which shows answers for the time being; `predicted` when something was answered.
{
  const root = document.documentElement;
  const main = document.querySelector('main');
  const onOff = document.querySelector('.switch');

  /** Text by name, kept by the browser; for this visit only where it keeps nothing. */
  const kept = new Map();
  const keep = (name, text) => {
    kept.set(name, text);
    try { localStorage.setItem(name, text); } catch { /* This visit only. */ }
  };
  const keptText = name => {
    try { return localStorage.getItem(name) ?? undefined; } catch { return kept.get(name); }
  };
  const answersName = `mnist-predictions/${main?.dataset.notebook}`;
  const readAnswers = () => {
    try { return JSON.parse(keptText(answersName)) ?? {}; } catch { return {}; }
  };

  /** A row of elements with nothing visible between them, and the words that stand in their place. */
  class Cover {
    mark = document.createElement('p');
    elements = [];

    constructor(question, follows) {
      this.question = question;
      this.follows = follows;
      const link = document.createElement('a');
      link.href = `#${question.box.id}`;
      link.textContent = 'Covered until you have predicted';
      this.mark.className = 'cover-note';
      this.mark.append(link);
    }

    get isOn() { return this.elements.some(element => element.matches('.covered')); }

    add(element) {
      if (this.elements.length === 0) element.before(this.mark);
      this.elements.push(element);
      // A search of the browser's that finds something in it.
      element.addEventListener('beforematch', () => answer(this.question, { shown: true }));
    }

    /** @returns whether something was uncovered */
    put(isCovered) {
      let isLess = false;
      for (const element of this.elements) {
        const isSo = isCovered && !element.closest('.cell')?.matches('.ran');
        if (element.matches('.covered') === isSo) continue;
        element.classList.toggle('covered', isSo);
        if (!isSo) element.removeAttribute('hidden');
        else element.setAttribute('hidden', 'onbeforematch' in element ? 'until-found' : '');
        isLess ||= !isSo;
      }
      this.mark.hidden = !this.isOn || this.follows?.isOn === true;
      return isLess;
    }
  }

  class Question {
    covers = [];
    cells = [];
    answer = undefined;
    isLifted = false;

    constructor(box) {
      this.box = box;
      this.form = box.querySelector('.guess');
      this.verdict = box.querySelector('.verdict');
      this.rule = this.form.dataset.rule ? JSON.parse(this.form.dataset.rule) : null;
      this.text = box.querySelector('.question').textContent.replace(/^\s*Predict\.?\s*/, '');
      this.labels = [...this.form.querySelectorAll('.choices label')];
      this.form.addEventListener('submit', event => {
        event.preventDefault();
        this.commit();
      });
      this.form.querySelector('.show').addEventListener('click', () => answer(this, { shown: true }));
    }

    get isAnswered() { return this.answer !== undefined; }
    get isShown() { return this.answer?.shown === true; }
    get number() { return this.form.elements.number; }

    get truth() {
      const parts = this.cells.flatMap(cell => [...cell.querySelectorAll(':scope > .outputs:not(.stored) :is(.text pre, .words)')]);
      return truthOf(this.rule, parts.map(part => part.textContent).join('\n'));
    }

    get grade() {
      const truth = this.truth;
      return truth && this.isAnswered && !this.isShown ? grade(this.rule, truth, this.answer.guess) : '';
    }

    commit() {
      let guess = true;
      if (this.rule?.choices) {
        guess = this.labels.findIndex(label => label.querySelector('input').checked);
        if (guess < 0) return this.ask('Choose one of the answers, or have it shown.', this.labels[0].querySelector('input'));
      } else if (this.rule) {
        guess = this.number.value;
        if (!Number.isFinite(readNumber(guess))) return this.ask('A number, please, such as 12 or 0.5; or have it shown.', this.number);
      }
      answer(this, { guess });
    }

    ask(sentence, field) {
      this.verdict.textContent = sentence;
      field.focus();
    }

    paint(isOn) {
      const truth = this.isAnswered ? this.truth : null;
      const verdict = this.grade;
      this.box.classList.toggle('waits', isOn && !this.isAnswered);
      this.box.dataset.grade = this.isShown ? 'shown' : verdict;
      this.form.querySelector('.buttons').hidden = this.isAnswered;
      for (const [i, label] of this.labels.entries()) {
        const radio = label.querySelector('input');
        radio.disabled = this.isAnswered;
        if (this.isAnswered) radio.checked = this.answer.guess === i;
        label.classList.toggle('true', truth?.choice === i);
      }
      if (this.number) {
        this.number.disabled = this.isAnswered;
        if (this.isAnswered) this.number.value = this.answer.guess ?? '';
      }
      const said = this.isAnswered ? this.sentence(truth, verdict) : '';
      if (this.verdict.textContent !== said) this.verdict.textContent = said;
      let isLess = false;
      for (const cover of this.covers) isLess = cover.put(isOn && !this.isAnswered && !this.isLifted) || isLess;
      return isLess;
    }

    sentence(truth, verdict) {
      if (!truth) return this.isShown ? 'Shown below.' : this.rule ? 'What is printed below does not tell; see for yourself.' : 'See for yourself.';
      const name = choice => `‘${this.labels[choice]?.textContent.trim()}’`;
      const printed = truth.printed ? `printed is ${truth.printed}` : '';
      if (this.rule.choices) {
        const after = printed && ` (${printed})`;
        if (this.isShown) return `It is ${name(truth.choice)}${after}.`;
        return verdict === 'right' ? `Right: ${name(truth.choice)}${after}.`
          : `You said ${name(this.answer.guess)}; it is ${name(truth.choice)}${after}.`;
      }
      if (this.isShown) return `${printed[0].toUpperCase()}${printed.slice(1)}.`;
      return `${{ right: 'Right', near: 'Near', wrong: 'Not near' }[verdict]}: you said ${this.answer.guess.trim()}, ${printed}.`;
    }
  }

  const questions = [];
  const tally = find();
  const asked = new URLSearchParams(location.search).get('predict');
  let isOn = (asked ?? keptText('mnist-predictions')) !== 'off';

  // Each question covers what follows it, up to the next question or heading.
  function find() {
    let question = null, before = null, cover = null;
    const put = element => {
      if (!cover) question.covers.push(cover = new Cover(question, before));
      cover.add(element);
    };
    const end = () => { before = cover = null; };
    for (const section of document.querySelectorAll('main > section')) {
      if (section.matches('.cell')) {
        end();
        question?.cells.push(section);
        // That a cell failed is said in any case.
        const outputs = section.querySelector(':scope > .outputs:not(:has(> .error))');
        if (question && outputs) put(outputs);
      } else {
        for (const element of section.children) {
          const box = element.matches('.predict') ? element : element.querySelector('.predict');
          if (box) questions.push(question = new Question(box));
          else if (element.matches('h2, h3')) question = null;
          if (box || !question) end();
          else put(element);
        }
      }
      // In another section stand other words, but not where they would be the next to the same.
      if (cover) before = cover;
      cover = null;
    }
    return questions.length > 0 ? new Tally(startOver) : null;
  }

  function paint() {
    const isLess = questions.map(question => question.paint(isOn)).includes(true);
    root.classList.toggle('predicting', isOn);
    onOff.setAttribute('aria-checked', String(isOn));
    onOff.querySelector('span').textContent = isOn ? 'on' : 'off';
    tally.show(questions);
    if (isLess) document.dispatchEvent(new Event('figures'));
  }

  function read() {
    const answers = readAnswers();
    for (const question of questions) {
      const found = answers[question.box.id];
      const guess = found?.guess;
      const isFit = found?.shown === true || (question.rule?.choices ? question.labels[guess] !== undefined
        : question.rule ? typeof guess === 'string' : guess === true);
      question.answer = isFit ? found : undefined;
    }
    paint();
  }

  function answer(question, given) {
    if (question.isAnswered) return;
    // The button goes away, and the focus would be lost with it.
    if (question.form.contains(document.activeElement)) question.box.focus({ preventScroll: true });
    question.answer = given;
    keep(answersName, JSON.stringify({ ...readAnswers(), [question.box.id]: given }));
    paint();
    document.dispatchEvent(new Event('predicted'));
  }

  function startOver() {
    keep(answersName, '{}');
    for (const question of questions) {
      question.form.reset();
      question.cells.forEach(cell => cell.classList.remove('ran'));
    }
    read();
    questions[0].box.focus();
  }

  // A link to something that is covered asks for it.
  function follow() {
    let target = null;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { /* Not of this page. */ }
    const hit = target && questions.find(question =>
      question.covers.some(cover => cover.isOn && cover.elements.some(element => element.contains(target))));
    if (!hit) return;
    answer(hit, { shown: true });
    target.scrollIntoView();
  }

  if (questions.length > 0) {
    onOff.addEventListener('click', () => {
      isOn = !isOn;
      keep('mnist-predictions', isOn ? 'on' : 'off');
      paint();
    });
    addEventListener('storage', event => {
      if (event.key === 'mnist-predictions' && asked === null) isOn = event.newValue !== 'off';
      if (event.key === null || event.key.startsWith('mnist-predictions')) read();
    });
    document.addEventListener('ran', event => {
      event.target.classList.add('ran');
      paint();
    });
    document.addEventListener('printed', paint);
    document.addEventListener('lift', event => {
      for (const question of questions) question.isLifted ||= event.detail.some(section => section.contains(question.box));
      paint();
    });
    document.addEventListener('lower', () => {
      for (const question of questions) question.isLifted = false;
      paint();
    });
    addEventListener('hashchange', follow);
    try {
      read();
      follow();
    } finally {
      root.classList.add('asked');
    }
  }
}
