import type { TimelineEntry } from '../api/caseTypes';
import type { Language } from '../i18n';

type Word = (group: string, code: string | null | undefined) => string;

/** What an entry of the record says. In Chinese it is the sentence on record; in English it is told from the codes, with
 * the version or the document number that the sentence names. */
export function sentence(entry: TimelineEntry, language: Language, word: Word): string {
  if (language === 'zh') return entry.text;
  const number = /v\d+\.\d+|[^\s：]+〔\d{4}〕\d+号/.exec(entry.text)?.[0];
  const step = entry.step && word('step', entry.step);
  const told = entry.kind === 'Decision' ? word('outcome', entry.outcome) : event(entry, word);
  return [[step, told].filter(Boolean).join(': '), number].filter(Boolean).join(' ');
}

function event({ kind, outcome }: TimelineEntry, word: Word): string {
  const code = outcome ? `${kind}.${outcome}` : kind;
  const known = word('event', code);
  return known === code ? word('event', kind) : known;
}
