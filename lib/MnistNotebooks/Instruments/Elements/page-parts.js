// Parts of a page, of the kind that is expected.

/**
 * The part with that id.
 * @template {Element} T
 * @param {ShadowRoot} root
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
export function partOf(root, id, kind) {
  const part = root.getElementById(id);
  if (!(part instanceof kind)) throw new TypeError(`The page has no ${kind.name} #${id}.`);
  return part;
}

/**
 * A new element with a class and with a text, at the end of its parent.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Element} parent
 * @param {Tag} tag
 * @param {string} [className]
 * @param {string} [text]
 */
export function added(parent, tag, className = '', text = '') {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  parent.append(element);
  return element;
}

/**
 * Sets a text only where it changes: one that is set is laid out anew, and read out in a live region.
 * @param {Element} element
 * @param {string} text
 */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
