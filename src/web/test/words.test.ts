import { describe, expect, it } from 'vitest';
import type { AdoptionRow, Conflict, Opinion, ReviewerResult, TimelineEntry } from '../src/api/caseTypes';
import type { CampaignSummary, DueState, ExtensionRequest, InstanceRow, TaskStatus, Unit } from '../src/api/types';
import { sentence } from '../src/cases/sentence';
import { milestoneName } from '../src/campaigns/preview';
import { wordFor } from '../src/i18n';
import { zh } from '../src/i18n/zh';

/** Every code that the description of the API declares; the compiler asks for its word. */
type Coded =
  | `itemStatus.${AdoptionRow['status']}` | `disposition.${AdoptionRow['disposition']}` | `category.${Opinion['category']}` | `severity.${Opinion['severity']}`
  | `opinion.${ReviewerResult['result']}` | `conflict.${Conflict['kind']}` | `campaignStatus.${CampaignSummary['status']}` | `unitKind.${Unit['kind']}`
  | `instanceStatus.${InstanceRow['status']}` | `taskStatus.${TaskStatus}` | `request.${ExtensionRequest['status']}`;
const words: Pick<typeof zh, Coded> = zh;

const english = (group: string, code: string | null | undefined) => wordFor('en', group, code);
const entry = (change: Partial<TimelineEntry>): TimelineEntry =>
  ({ id: 1, at: '', actorName: null, unitName: null, kind: 'Decision', text: '', comment: null, round: 1, stage: null, step: null, outcome: null, taskId: null, signature: null, ...change });

describe('words for codes', () => {
  it('exist for every code of the description', () => expect(Object.keys(words).length).toBeGreaterThan(0));
  it('every due state is known', () => expect((['none', 'ok', 'soon', 'overdue', 'held'] satisfies DueState[]).length).toBe(5));
});

describe('the record in English', () => {
  it('tells a decision by step and outcome and keeps the version', () =>
    expect(sentence(entry({ step: 'Revise', outcome: 'Submit', text: '逐条答复意见，形成第2轮文稿v2.0，送内部审签' }), 'en', english)).toBe('Revise: Submit v2.0'));
  it('keeps a document number', () =>
    expect(sentence(entry({ step: 'Issue', outcome: 'Issue', text: '编号印发：楚办发〔2020〕9号' }), 'en', english)).toBe('Number and issue: Issue 楚办发〔2020〕9号'));
  it('tells what befell the case', () => {
    expect(sentence(entry({ kind: 'Overdue', step: 'Draft', outcome: 'supervise', text: '起草逾期，提请督办' }), 'en', english)).toBe('Draft: Overdue, to be supervised');
    expect(sentence(entry({ kind: 'Hold', text: '暂停办理，期限停止计算' }), 'en', english)).toBe('Put on hold; deadlines stand still');
    expect(sentence(entry({ kind: 'Silence', step: 'Review', outcome: 'Silent', text: '市委政法委逾期未反馈，视为无意见' }), 'en', english)).toBe('Review: No answer in time; counts as consent');
  });
  it('is the sentence on record in Chinese', () => expect(sentence(entry({ text: '归档' }), 'zh', english)).toBe('归档'));
  it('names the dates of a plan', () => {
    expect(milestoneName('deadlines.submit.2', english)).toBe('Round 2: submission');
    expect(milestoneName('deadlines.proposal', english)).toBe('Proposal to the meeting');
  });
});
