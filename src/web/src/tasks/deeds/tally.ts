import type { TaskDesk } from '../../api/types';

const rounded = (n: number): number => Math.round(n * 100) / 100;

/** How far a vote has come, by weight. `needed` is the weight that passes it; where the share is to be exceeded, more than that. */
export function tally(desk: Pick<TaskDesk, 'pass' | 'over' | 'seats'>, approving = 'Approve'): { agreed: number; needed: string; total: number } {
  const seats = desk.seats.filter((seat) => seat.level === 0);
  const total = seats.reduce((sum, seat) => sum + seat.weight, 0);
  const agreed = seats.filter((seat) => seat.outcome === approving).reduce((sum, seat) => sum + seat.weight, 0);
  return { agreed: rounded(agreed), needed: `${desk.over ? '>' : '≥'} ${String(rounded(desk.pass * total))}`, total: rounded(total) };
}
