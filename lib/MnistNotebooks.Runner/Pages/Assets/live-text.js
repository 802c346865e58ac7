/** Changes the text in an element and leaves the colours around the change as they are. */
export function showText(element, text) {
  const old = element.textContent;
  if (old === text) return;
  let start = 0;
  while (start < old.length && start < text.length && old[start] === text[start]) start++;
  let end = 0;
  while (end < old.length - start && end < text.length - start && old.at(-1 - end) === text.at(-1 - end)) end++;
  const range = document.createRange();
  range.setStart(...place(element, start));
  range.setEnd(...place(element, old.length - end));
  const added = text.slice(start, text.length - end);
  const { startContainer: node, startOffset: from, endContainer, endOffset: to } = range;
  if (node === endContainer && node.nodeType === Node.TEXT_NODE) {
    node.replaceData(from, to - from, added);
  } else {
    range.deleteContents();
    range.insertNode(document.createTextNode(added));
  }
}

/** Where the reader's selection in an element starts and ends, in its text. */
export function selectionIn(element) {
  const selection = getSelection();
  if (selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!element.contains(range.startContainer) || !element.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(element, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  return { start, end: start + range.toString().length };
}

function place(element, offset) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let left = offset; walker.nextNode(); left -= walker.currentNode.length)
    if (left <= walker.currentNode.length) return [walker.currentNode, left];
  return [element, element.childNodes.length];
}
