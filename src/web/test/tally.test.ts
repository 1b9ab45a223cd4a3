import { describe, expect, it } from 'vitest';
import type { SeatView } from '../src/api/types';
import { tally } from '../src/tasks/deeds/tally';

const seat = (weight: number, outcome: string | null = null, level = 0) => ({ weight, outcome, level }) as SeatView;

describe('how far a vote has come', () => {
  it('two thirds of six, rounded as people write them, need five', () => {
    expect(tally({ pass: 0.6667, over: false, seats: [seat(2, 'Approve'), seat(1, 'Reject'), seat(1), seat(1), seat(1)] })).toEqual({ agreed: 2, needed: '5', total: 6 });
  });

  it('exactly two thirds need four, and more than half of six need four', () => {
    const seats = [seat(3), seat(3)];
    expect(tally({ pass: 2 / 3, over: false, seats }).needed).toBe('4');
    expect(tally({ pass: 0.5, over: true, seats }).needed).toBe('4');
  });

  it('weights with fractions keep the share', () => {
    expect(tally({ pass: 0.5, over: true, seats: [seat(1.5), seat(1)] }).needed).toBe('> 1.25');
  });

  it('added signers have no weight of their own', () => {
    expect(tally({ pass: 0.5, over: true, seats: [seat(1, 'Approve'), seat(1), seat(1, 'Approve', 1)] })).toMatchObject({ agreed: 1, total: 2 });
  });
});
