import { describe, expect, it } from 'vitest';
import { en } from '../../i18n/en';
import { zh } from '../../i18n/zh';
import { askedOf, groups, kinds, postingOf, type PostingKind } from './kinds';

describe('kinds of postings', () => {
  it('are each offered once', () => {
    expect(groups.flatMap(([, of]) => of).sort()).toEqual(Object.keys(kinds).sort());
  });

  it('ask only for what the reason wants', () => {
    const names = (reason: string) => askedOf('PostQuota', { reason }).map((one) => one.name);
    expect(names('Issue')).not.toContain('fromAccountId');
    expect(names('Withdrawal')).not.toContain('toAccountId');
    expect(names('DutyTransfer')).toEqual(expect.arrayContaining(['fromAccountId', 'toAccountId', 'dutyTransferId']));
    expect(askedOf('PostQuota', {}).map((one) => one.name)).toEqual(['reason', 'count', 'approvalNo', 'noticeNo']);
  });

  it('send nothing that an earlier choice left behind', () => {
    expect(postingOf('PostQuota', { on: '2020-09-01', docNo: ' 楚编发 ', reason: 'Issue', fromAccountId: 'left', toAccountId: 'A', count: 2, noticeNo: '' }))
      .toEqual({ kind: 'PostQuota', on: '2020-09-01', docNo: '楚编发', reason: 'Issue', toAccountId: 'A', count: 2 });
  });

  it('have words for everything they ask', () => {
    for (const dictionary of [zh, en] as Record<string, string>[]) {
      for (const kind of Object.keys(kinds) as PostingKind[]) {
        expect(dictionary[`postingKind.${kind}`], kind).toBeTruthy();
        expect(dictionary[`postingText.${kind}`], kind).toBeTruthy();
        for (const asked of kinds[kind]) {
          expect(dictionary[`posting.${asked.label ?? asked.name}`], `${kind} ${asked.name}`).toBeTruthy();
          if (typeof asked.as === 'object') for (const code of asked.as.codes) expect(dictionary[`${asked.as.group}.${code}`], `${asked.as.group}.${code}`).toBeTruthy();
        }
      }
    }
  });
});
