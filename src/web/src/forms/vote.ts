import type { Data } from './schema';

const whole = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

/** Rules M-01 to M-03: quorum and majority are more than half of those who should attend; no votes beyond those present. */
export function countOf(data: Data) {
  const [expected, present, votesFor, votesAgainst, votesDefer] = ['expected', 'present', 'votesFor', 'votesAgainst', 'votesDefer'].map((name) => whole(data[name])) as [number, number, number, number, number];
  const cast = votesFor + votesAgainst + votesDefer;
  const complete = ['expected', 'present', 'votesFor', 'votesAgainst', 'votesDefer'].every((name) => typeof data[name] === 'number') && expected > 0;
  return { expected, present, votesFor, votesAgainst, votesDefer, cast, complete, quorum: 2 * present > expected, passed: 2 * votesFor > expected, tooMany: cast > present || present > expected };
}
