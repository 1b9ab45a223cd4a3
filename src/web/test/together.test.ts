import { describe, expect, it } from 'vitest';
import { commonOutcomes, simpleOutcomes, type Forms } from '../src/tasks/batch/fit';
import { commandOf } from '../src/tasks/batch/record';

const comment = { type: 'string', title: '意见' };
const forms = {
  approval: { type: 'object', properties: { comment }, 'x-outcomes': { Approve: { title: '同意' }, SendBack: { title: '退回', required: ['comment'] } } },
  intake: { type: 'object', properties: { comment, reasons: { type: 'array' } }, 'x-outcomes': { Approve: {}, Correct: { required: ['reasons', 'comment'] } } },
  legal: { type: 'object', required: ['comment'], properties: { comment, basis: { type: 'string' } } },
  meeting: { type: 'object', required: ['present'], properties: { present: { type: 'integer' } } },
  draft: { type: 'object', properties: { note: { type: 'string' } }, 'x-widget': 'draft' },
  sign: { type: 'object', properties: { comment }, 'x-widget': 'opinion-sign' },
  bare: { type: 'object', properties: {} },
} as Forms;
const task = (form: string, ...outcomes: string[]) => ({ form, outcomes });
const told = (list: { code: string; comment: string }[]) => list.map((one) => `${one.code}:${one.comment}`);

describe('what several tasks can be decided as at once', () => {
  it('is an outcome that needs a comment at most', () => {
    expect(told(simpleOutcomes(task('approval', 'Approve', 'SendBack'), forms, 'zh'))).toEqual(['Approve:optional', 'SendBack:required']);
    expect(told(simpleOutcomes(task('intake', 'Approve', 'Correct'), forms, 'zh'))).toEqual(['Approve:optional']);
    expect(told(simpleOutcomes(task('legal', 'Legal'), forms, 'zh'))).toEqual(['Legal:required']);
    expect(told(simpleOutcomes(task('bare', 'Done'), forms, 'zh'))).toEqual(['Done:none']);
    expect(told(simpleOutcomes(task('of no service', 'Done'), forms, 'zh'))).toEqual(['Done:optional']);
  });
  it('is never one of a form with a page of its own that asks for more', () => {
    expect(simpleOutcomes(task('meeting', 'Passed'), forms, 'zh')).toEqual([]);
    expect(simpleOutcomes(task('draft', 'Submit'), forms, 'zh')).toEqual([]);
    expect(told(simpleOutcomes(task('sign', 'Sign'), forms, 'zh'))).toEqual(['Sign:optional']);
  });
  it('is one that all have, with a comment when one of them wants it', () => {
    expect(told(commonOutcomes([task('approval', 'Approve', 'SendBack'), task('intake', 'Approve', 'Correct')], forms, 'zh'))).toEqual(['Approve:optional']);
    expect(told(commonOutcomes([task('approval', 'Approve'), task('legal', 'Approve')], forms, 'zh'))).toEqual(['Approve:required']);
    expect(commonOutcomes([task('approval', 'Approve'), task('bare', 'Done')], forms, 'zh')).toEqual([]);
  });
  it('asks again for the same task under the same command, and under another one when it is tried anew', () => {
    expect(commandOf({ id: 'b', attempt: 0 }, 'c:1')).toBe(commandOf({ id: 'b', attempt: 0 }, 'c:1'));
    expect(new Set([commandOf({ id: 'b', attempt: 0 }, 'c:1'), commandOf({ id: 'b', attempt: 0 }, 'c:2'), commandOf({ id: 'b', attempt: 1 }, 'c:1')]).size).toBe(3);
  });
});
