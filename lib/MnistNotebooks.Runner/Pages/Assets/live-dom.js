/** An element with its class and text. */
export function element(name, className = '', text = '') {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

/** A button that does something. */
export function button(text, act, title = '') {
  const made = element('button', '', text);
  made.type = 'button';
  if (title) made.title = title;
  made.addEventListener('click', act);
  return made;
}
