export interface Passage { heading: string; text: string }

/** The passage marked inside `root` and the heading of its section; null when nothing is marked there. */
export function selectedPassage(root: Element): Passage | null {
  const selection = window.getSelection();
  const text = selection?.toString().replace(/\s*\n\s*/g, '\n').trim() ?? '';
  if (!selection || text.length < 2 || selection.rangeCount === 0) return null;
  const node = selection.getRangeAt(0).startContainer;
  const element = node instanceof Element ? node : node.parentElement;
  const section = element?.closest('.manuscript [data-heading]');
  if (!section || !root.contains(section)) return null;
  const heading = section.getAttribute('data-heading') ?? '';
  // 「（二）…」 at the start of the paragraph tells the clause.
  const clause = /^\s*([（(][一二三四五六七八九十\d]+[）)])/.exec(element?.closest('p')?.textContent ?? '')?.[1] ?? '';
  return { heading: `${heading}${clause}`, text: text.slice(0, 5000) };
}

/** Whether the caret stands in `root`: a click there gives a marked passage up, one elsewhere does not. */
export const caretIn = (root: Element): boolean => root.contains(window.getSelection()?.anchorNode ?? null);
