import { describe, expect, it } from 'vitest';
import { containing, sorted } from '../src/admin/rows';

interface Unit { name: string; sort: number }
const columns = [{ value: (unit: Unit) => unit.name }, { value: (unit: Unit) => unit.sort }, {}];
const units: Unit[] = [{ name: 'B', sort: 10 }, { name: 'a', sort: 9 }];

describe('rows of a list that is here as a whole', () => {
  it('are ordered by number, not by digits', () => expect(sorted(columns, units, '1').map((u) => u.sort)).toEqual([9, 10]));
  it('are ordered the other way round with a minus, the first column too', () => expect(sorted(columns, units, '-0').map((u) => u.name)).toEqual(['B', 'a']));
  it('stay as they came when the order is unknown', () => expect(sorted(columns, units, 'x2').map((u) => u.name)).toEqual(['B', 'a']));
  it('are found by what any column says, whatever the case', () => expect(units.filter((u) => containing(columns, u, 'A')).map((u) => u.name)).toEqual(['a']));
});
