/** The text with a phrase instead of what is selected, and where the cursor stands afterwards; what does not fit is left out whole. */
export function insertAt(text: string, phrase: string, start: number, end: number, most = Infinity): { text: string; cursor: number } {
  const made = text.slice(0, start) + phrase + text.slice(end);
  return made.length > most ? { text, cursor: end } : { text: made, cursor: start + phrase.length };
}
