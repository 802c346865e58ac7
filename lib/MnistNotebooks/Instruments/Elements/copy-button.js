// Buttons that copy a text.

const THANKS = 1500;

/**
 * Makes a button copy a text, where the browser lets a page do that; where it doesn't, the button goes.
 * @param {HTMLElement} button
 * @param {() => string} text
 */
export function makeCopyButton(button, text) {
  const name = button.textContent;
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text());
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = name; }, THANKS);
  });
}
