/** The passage marked in the manuscript and the heading of its section; null when nothing is marked there. */
export function selectedPassage(): { heading: string; text: string } | null {
  const selection = window.getSelection();
  const text = selection?.toString().replace(/\s*\n\s*/g, '\n').trim() ?? '';
  if (!selection || text.length < 2 || selection.rangeCount === 0) return null;
  const node = selection.getRangeAt(0).startContainer;
  const section = (node instanceof Element ? node : node.parentElement)?.closest('.manuscript [data-heading]');
  if (!section) return null;
  const heading = section.getAttribute('data-heading') ?? '';
  // 「（二）…」 at the start of the paragraph tells the clause.
  const paragraph = (node instanceof Element ? node : node.parentElement)?.closest('p')?.textContent ?? '';
  const clause = /^\s*([（(][一二三四五六七八九十\d]+[）)])/.exec(paragraph)?.[1] ?? '';
  return { heading: `${heading}${clause}`, text: text.slice(0, 5000) };
}
