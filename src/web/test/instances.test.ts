import { describe, expect, it } from 'vitest';
import type { MigrationPair } from '../src/api/types';
import { changesOf, readChanges, writeChanges } from '../src/instances/migrationMap';
import { parseValue, showValue, typeOf } from '../src/instances/variableText';

const text = { typeName: 'System.String, System.Private.CoreLib', isArray: false };
const number = { typeName: 'Int32', isArray: false };

describe('values of variables as people type them', () => {
  it('name the type shortly', () => {
    expect(typeOf(text)).toBe('String');
    expect(typeOf({ typeName: 'Int32', isArray: true })).toBe('Int32[]');
  });
  it('texts stand as they are, also when they look like JSON', () => {
    expect(parseValue(text, '{"a":1}').value).toBe('{"a":1}');
    expect(showValue(text, '一行\n两行')).toBe('一行\n两行');
  });
  it('everything else is JSON, and nothing is no value', () => {
    expect(parseValue(number, ' 7 ').value).toBe(7);
    expect(parseValue(number, '').value).toBeNull();
    expect(parseValue(text, '').value).toBeNull();
    expect(showValue(number, null)).toBe('');
    expect(parseValue(number, showValue(number, { a: [1, '二'] })).value).toEqual({ a: [1, '二'] });
  });
  it('say what is wrong', () => expect(parseValue(number, '{a').problem).toBeTruthy());
});

describe('the map of a migration', () => {
  const pairs: MigrationPair[] = [
    { from: 'a', name: '', type: 'T', to: 'a', reason: 'same-id' },
    { from: 'b', name: '', type: 'T', to: 'b2', reason: 'same-type-and-name' },
    { from: 'c', name: '', type: 'T', to: null, reason: 'none' },
  ];
  it('names only what changes its id', () => expect(changesOf(pairs, new Map())).toEqual({ b: 'b2' }));
  it('takes what a person chose before the proposal', () => expect(changesOf(pairs, new Map([['b', 'b'], ['c', 'd']]))).toEqual({ c: 'd' }));
  it('stands in the address and comes back', () => {
    const chosen = new Map([['a,b', 'c~d'], ['流程:x', '新']]);
    expect(readChanges(writeChanges(chosen))).toEqual(chosen);
    expect(readChanges('').size).toBe(0);
  });
});
