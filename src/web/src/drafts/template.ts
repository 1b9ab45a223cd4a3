import type { Section, TemplateSection } from '../api/caseTypes';

const numbering = /^\s*(第[一二三四五六七八九十百零〇\d]+[章节条款]|[（(][一二三四五六七八九十百\d]+[）)]|[一二三四五六七八九十百]+[、.．]|\d+[、.．)）])\s*/u;

/** Headings are the same when they differ only in numbering and blanks, as the server judges it. */
function key(heading: string): string {
  const bare = heading.normalize().replace(numbering, '');
  return (bare === '' ? heading : bare).replace(/\s/g, '').replace(/[。：:.]+$/, '');
}

export const sameHeading = (a: string, b: string): boolean => key(a) !== '' && key(a) === key(b);

const blankless = (text: string): string => text.normalize().replace(/\s/g, '');
export const sameText = (a: string, b: string): boolean => blankless(a) === blankless(b);

export const missingSections = (sections: Section[], template: TemplateSection[]): TemplateSection[] =>
  template.filter((wanted) => (wanted.required || wanted.locked) && !sections.some((s) => sameHeading(s.heading, wanted.heading)));
