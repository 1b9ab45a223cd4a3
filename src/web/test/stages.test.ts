import { describe, expect, it } from 'vitest';
import { progressOf, rail, stages } from '../src/cases/stages';

const shape = (stage: string, round: number, rounds = 2) => rail(stage, round, rounds).map((stop) => stop.state[0]).join('');

describe('the rail of a case', () => {
  it('stands on 一上 while the first draft is written', () => expect(shape('Drafting', 1)).toBe('caaaaa'));
  it('stands on 一下 while others review', () => expect(shape('JointReview', 1)).toBe('dcaaaa'));
  it('stands on 二上 while the unit revises', () => expect(shape('Revising', 2)).toBe('ddcaaa'));
  it('stands on 审议 before and after the meeting', () => {
    for (const stage of ['ReadyForMeeting', 'OnAgenda', 'Deferred', 'PostMeetingRevision']) expect(shape(stage, 2), stage).toBe('ddddca');
  });
  it('is all done when the document is out', () => expect(shape('Archived', 2)).toBe('dddddd'));
  it('grows by an extra round', () => expect(shape('JointReview', 3)).toBe('dddddcaa'));
  it('stops where the case was refused or withdrawn', () => {
    expect(shape('Rejected', 2)).toBe('ddddsa');
    expect(shape('Withdrawn', 2)).toBe('ddsaaa');
  });
});

describe('progress', () => {
  it('never leaves 0 to 1', () => {
    for (const stage of stages) for (const round of [0, 1, 2, 5]) {
      const share = progressOf(stage, round, 2);
      expect(share, `${stage} ${round}`).toBeGreaterThanOrEqual(0);
      expect(share, `${stage} ${round}`).toBeLessThanOrEqual(1);
    }
  });
  it('moves on with the round and the meeting', () => {
    const way = [progressOf('Drafting', 1, 2), progressOf('JointReview', 1, 2), progressOf('Revising', 2, 2), progressOf('JointReview', 2, 2), progressOf('OnAgenda', 2, 2), progressOf('Issuing', 2, 2), progressOf('Issued', 2, 2)];
    expect(way).toEqual([...way].sort((a, b) => a - b));
    expect(new Set(way).size).toBe(way.length);
  });
});
