import type { TransferDocument, TransferLeg, TransferStatus } from '../api/types';

export const statuses: readonly TransferStatus[] = ['Reserving', 'Refused', 'Held', 'Confirming', 'Done', 'Releasing', 'Released'];

export const tone = { Reserving: 'write', Refused: 'issue', Held: 'review', Confirming: 'write', Done: 'done', Releasing: 'idle', Released: 'stopped' } as const satisfies Record<TransferStatus, string>;

/** A leg as people read it: what is asked, and how far it is. */
export const legTone = (leg: TransferLeg) => (leg.state === 'Refused' ? 'issue' : leg.state === 'Done' ? (leg.step === 'Release' ? 'idle' : 'done') : 'write');

export type Stop = 'begin' | 'reserve' | 'approve' | 'carryOut';

/** The way of a transfer that goes well, and where this one is on it. */
export function railOf(status: TransferStatus): { stop: Stop; state: 'done' | 'current' | 'ahead' | 'stopped' }[] {
  const stops: Stop[] = ['begin', 'reserve', 'approve', 'carryOut'];
  const at = { Reserving: 1, Refused: 1, Held: 2, Confirming: 3, Done: 4, Releasing: 1, Released: 1 }[status];
  const ended = status === 'Releasing' || status === 'Released';
  return stops.map((stop, n) => ({ stop, state: n < at ? 'done' : n > at ? 'ahead' : ended ? 'stopped' : 'current' }));
}

/** Everybody of all lines, in their order. */
export const peopleOf = (transfer: TransferDocument): string[] => transfer.lines.flatMap((line) => line.people);
