import type { HistoryRow, TimelineEntry } from '../api/caseTypes';

/** A moment to stop at while replaying: something a person did or that the case as a whole went through. */
export interface ReplayStop { at: string; stage: string | null; round: number; entries: number }

/** One stop per timeline entry, with the stage the engine's history has reached by then. */
export function replayStops(entries: TimelineEntry[], history: HistoryRow[]): ReplayStop[] {
  const rows = [...history].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  let at = 0;
  let stage: string | null = null;
  let round = 1;
  return entries.map((entry, i) => {
    const moment = Date.parse(entry.at);
    for (; at < rows.length && Date.parse(rows[at]!.at) <= moment; at++) {
      if (rows[at]!.event === 'Stage') { stage = rows[at]!.stage ?? stage; }
      round = rows[at]!.round || round;
    }
    return { at: entry.at, stage: stage ?? entry.stage, round, entries: i + 1 };
  });
}

export const toneOf = (entry: TimelineEntry): 'decision' | 'warn' | 'stop' | 'plain' =>
  entry.kind !== 'Decision' ? (/overdue|hold|remind|urge|expire/i.test(entry.kind) ? 'warn' : 'plain')
    : ['SendBack', 'Correct', 'Illegal', 'NotPassed', 'Revise', 'Rewrite'].includes(entry.outcome ?? '') ? 'stop' : 'decision';
