import type { TaskDesk } from '../../api/types';

const rounded = (n: number): number => Math.round(n * 100) / 100;

/** How far a vote has come, by weight. `needed` is the weight that passes it: with whole weights the least that does. */
export function tally(desk: Pick<TaskDesk, 'pass' | 'over' | 'seats'>, approving = 'Approve'): { agreed: number; needed: string; total: number } {
  const seats = desk.seats.filter((seat) => seat.level === 0);
  const total = seats.reduce((sum, seat) => sum + seat.weight, 0);
  const agreed = seats.filter((seat) => seat.outcome === approving).reduce((sum, seat) => sum + seat.weight, 0);
  const share = desk.pass * total;
  const whole = seats.every((seat) => Number.isInteger(seat.weight));
  const least = desk.over ? Math.floor(share + 1e-9) + 1 : Math.ceil(share - 1e-9);
  return { agreed: rounded(agreed), needed: whole ? String(least) : `${desk.over ? '>' : '≥'} ${String(rounded(share))}`, total: rounded(total) };
}
