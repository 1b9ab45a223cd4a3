import { describe, expect, it } from 'vitest';
import { pathParts, fieldErrors } from '../src/api/fieldProblems';
import { fileName, newId, NoAnswer, Problem } from '../src/api/client';
import { groupBy } from '../src/api/groupBy';
import { isDefinite } from '../src/api/useCommand';
import { staleKeys } from '../src/api/useLive';
import { toCsv } from '../src/shell/csv';

describe('a file for a spreadsheet', () => {
  it('is marked as UTF-8 and quotes what needs it', () => expect(toCsv([['甲,乙', '他说"好"', '两\n行', null, 3]])).toBe('\ufeff"甲,乙","他说""好""","两\n行",,3\r\n'));
  it('runs no formula', () => {
    for (const text of ['=1+1', '+cmd', '-cmd', '@sum', '\t=1']) expect(toCsv([[text]]).slice(1).replace(/^"/, '').startsWith("'"), text).toBe(true);
  });
  it('leaves negative numbers numbers', () => expect(toCsv([[-5, '-2.5']])).toBe('\ufeff-5,-2.5\r\n'));
});

describe('findings of the server', () => {
  it('find their fields', () => expect(pathParts('data.opinions[2].reason')).toEqual(['data', 'opinions', 2, 'reason']));
  it('of one field come together', () => {
    const problem = new Problem(422, 'x', '', '', [{ path: 'password', message: '太短' }, { path: 'password', message: '含账号' }, { path: 'name', message: '必填' }]);
    expect(fieldErrors(problem)).toEqual([{ name: ['password'], errors: ['太短', '含账号'] }, { name: ['name'], errors: ['必填'] }]);
  });
  it('are none when there was no answer', () => expect(fieldErrors(new Error('x'))).toEqual([]));
});

describe('a command is repeated under its id', () => {
  it('after a lost answer or a failure, for it may have been carried out', () => {
    expect(isDefinite(new NoAnswer('network'))).toBe(false);
    expect(isDefinite(new Problem(500, 'x', '', ''))).toBe(false);
    expect(isDefinite(new Problem(503, 'x', '', ''))).toBe(false);
  });
  it('but not after a refusal, for the next attempt says something else', () => {
    for (const status of [400, 401, 403, 404, 409, 422, 429]) expect(isDefinite(new Problem(status, 'x', '', '')), String(status)).toBe(true);
  });
});

describe('small parts', () => {
  it('a command id is a version 4 uuid, new every time', () => {
    const ids = Array.from({ length: 200 }, newId);
    expect(new Set(ids).size).toBe(200);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
  it('groups keep the order of first appearance', () => expect(groupBy([3, 1, 5, 2], (n) => n % 2)).toEqual([[1, [3, 1, 5]], [0, [2]]]));
  it('a topic with colons in its id stays whole', () => expect(staleKeys('case:c-1:2')).toContainEqual(['case', 'c-1:2']));
  it('a changed task makes lists and the open task stale', () => expect(staleKeys('tasks')).toEqual([['tasks'], ['task']]));
});

describe('the name of a file', () => {
  it('is the one in full, not the one in ASCII beside it', () =>
    expect(fileName(`attachment; filename="=?utf-8?B?5a6h?="; filename*=UTF-8''%E5%AE%A1%E6%89%B9%E5%8D%95.docx`)).toBe('审批单.docx'));
  it('may be plain', () => expect(fileName('attachment; filename=audit.csv')).toBe('audit.csv'));
  it('may be missing', () => expect(fileName(null)).toBeNull());
});
