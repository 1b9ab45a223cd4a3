import { describe, expect, it } from 'vitest';
import { matterStages, railOf } from '../src/matters/stages';
import { choosable, neededWeight, reviewersOf, sentPlan, shareName } from '../src/matters/plan';
import { nested, whoHas } from '../src/matters/seats';
import { zh } from '../src/i18n/zh';
import type { MatterSeat, Unit } from '../src/api/types';

describe('the plan of a matter', () => {
  it('says the least weight that passes', () => {
    expect(neededWeight(4, 0.5, true)).toBe(3);
    expect(neededWeight(3, 0.5, true)).toBe(2);
    expect(neededWeight(3, 2 / 3, false)).toBe(2);
    expect(neededWeight(4, 0.75, false)).toBe(3);
    expect(neededWeight(5, 0.6, false)).toBe(3);
    expect(neededWeight(20, 0.01, false)).toBe(1);
  });
  it('knows a share by its name', () => {
    expect(shareName({})).toBe('half');
    expect(shareName({ share: 2 / 3, over: false })).toBe('twoThirds');
    expect(shareName({ share: 0.5, over: false })).toBe('other');
  });
  it('sends weights and a share only where they count', () => {
    const data = { mode: 'All', share: 0.6, over: true, reviewers: [{ unitId: 'ZZ', weight: 3 }] };
    expect(sentPlan(data)).toMatchObject({ share: undefined, reviewers: [{ unitId: 'ZZ', weight: 1, veto: false }] });
    expect(sentPlan({ ...data, mode: 'Vote' })).toMatchObject({ share: 0.6, over: true, reviewers: [{ unitId: 'ZZ', weight: 3, veto: false }] });
  });
  it('offers units that are in use, have no step of their own and were not chosen', () => {
    const units = ['D1', 'D2', 'ZZ', 'SF', 'CZ', 'OLD'].map((id) => ({ id, active: id !== 'OLD' }) as Unit);
    expect(choosable(units, 'D1', reviewersOf({ reviewers: [{ unitId: 'ZZ' }] })).map((unit) => unit.id)).toEqual(['D2']);
  });
});

describe('the seats of a matter', () => {
  const seat = (number: number, more: Partial<MatterSeat> = {}) => ({ number, name: `U${number}`, holder: null, role: null, addedTo: null, ...more }) as MatterSeat;
  it('stand with those that were added to them', () =>
    expect(nested([seat(1), seat(2), seat(3, { addedTo: 1 }), seat(4, { addedTo: 3 })]).map((one) => [one.seat.number, one.level])).toEqual([[1, 0], [3, 1], [4, 2], [2, 0]]));
  it('are called by unit and person', () => {
    const word = (_: string, code: string | null | undefined) => `<${code}>`;
    expect(whoHas(seat(1, { role: 'BM-FZ' }), word)).toBe('U1 <BM-FZ>');
    expect(whoHas(seat(1, { holder: '孔丽水', role: 'BM-FZ' }), word)).toBe('U1（孔丽水）');
    expect(whoHas(seat(1, { name: '葛羽翔', holder: '葛羽翔' }), word)).toBe('葛羽翔');
  });
});

describe('the stages of a matter', () => {
  it('have a name', () => expect(matterStages.filter((stage) => !(`stage.${stage}` in zh))).toEqual([]));
  it('stand on the rail', () => {
    expect(railOf('Countersigning').map((stop) => stop.state)).toEqual(['done', 'done', 'current', 'ahead', 'ahead']);
    expect(railOf('Refused').map((stop) => stop.state)).toEqual(['done', 'done', 'done', 'stopped', 'ahead']);
    expect(railOf('Registered').every((stop) => stop.state === 'done')).toBe(true);
  });
});
