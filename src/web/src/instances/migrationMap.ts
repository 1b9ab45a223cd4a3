import type { MigrationPair } from '../api/types';

/** What a person chose instead of the proposal, as it stands in the address: `old:new,old:new`. */
export const readChanges = (text: string): Map<string, string> =>
  new Map(text.split(',').filter(Boolean).map((pair) => pair.split(':').map(decodeURIComponent) as [string, string]));

export const writeChanges = (changes: Map<string, string>): string =>
  [...changes].map(([from, to]) => `${encodeURIComponent(from)}:${encodeURIComponent(to)}`).join(',');

/** The part of the map that is sent: an activity that keeps its id need not be named. */
export const changesOf = (pairs: MigrationPair[], changes: Map<string, string>): Record<string, string> =>
  Object.fromEntries(pairs.flatMap(({ from, to }) => { const wanted = changes.get(from) ?? to; return wanted && wanted !== from ? [[from, wanted]] : []; }));
