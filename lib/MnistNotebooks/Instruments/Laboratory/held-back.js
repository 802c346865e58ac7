// Settings are compared by the last of the page's training digits, from which no training learns; test digits are not for choosing.

/**
 * How many of so many training digits are held back.
 * @param {number} train
 */
export function heldBackOf(train) { return Math.min(1000, Math.floor(train / 5)); }
