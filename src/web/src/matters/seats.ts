import type { MatterDocument, MatterSeat, MatterStep } from '../api/types';

type Word = (group: string, code: string | null | undefined) => string;

/** Who has the task: the persons by name, else whoever has the post in the unit. */
export const whoHas = (seat: Pick<MatterSeat, 'name' | 'holder' | 'role'>, word: Word): string =>
  seat.holder && seat.holder !== seat.name ? `${seat.name}（${seat.holder}）` : seat.role && !seat.holder ? `${seat.name} ${word('role', seat.role)}` : seat.name;

export const openSeats = (matter: Pick<MatterDocument, 'steps'>): { step: string; seats: MatterSeat[] }[] =>
  matter.steps.map(({ step, seats }) => ({ step, seats: seats.filter((seat) => seat.state === 'Open') })).filter(({ seats }) => seats.length > 0);

/** Seats in the order of the table, each followed by those that were added to it. */
export function nested(seats: MatterSeat[], parent: number | null = null, level = 0): { seat: MatterSeat; level: number }[] {
  return seats.filter((seat) => (seat.addedTo ?? null) === parent).flatMap((seat) => [{ seat, level }, ...nested(seats, seat.number, level + 1)]);
}

/** The passes of the newest draft first: what was decided before a correction is history. */
export const newestFirst = (steps: MatterStep[]): MatterStep[] => [...steps].reverse();
