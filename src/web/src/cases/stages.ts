/** Stages of a document case in the order of the process; codes are the server's. */
export const stages = [
  'NotStarted', 'Drafting', 'InternalApproval', 'Submitted', 'Intake', 'JointReview', 'Consolidating', 'Coordinating', 'AwaitingTemplate',
  'Returned', 'Revising', 'ReadyForMeeting', 'OnAgenda', 'PostMeetingRevision', 'Deferred', 'Issuing', 'Issued', 'Archived', 'Rejected', 'Withdrawn',
] as const;

export type Tone = 'idle' | 'write' | 'review' | 'dispute' | 'meeting' | 'issue' | 'done' | 'stopped';

const tones: Record<string, Tone> = {
  NotStarted: 'idle', Drafting: 'write', InternalApproval: 'write', Submitted: 'review', Intake: 'review', JointReview: 'review', Consolidating: 'review',
  Coordinating: 'dispute', AwaitingTemplate: 'idle', Returned: 'write', Revising: 'write', ReadyForMeeting: 'meeting', OnAgenda: 'meeting',
  HeadReview: 'write', Countersigning: 'review', Signing: 'meeting', Registering: 'issue', Registered: 'done', Refused: 'stopped', Cancelled: 'stopped', Voided: 'stopped',
  PostMeetingRevision: 'meeting', Deferred: 'dispute', Issuing: 'issue', Issued: 'done', Archived: 'done', Rejected: 'stopped', Withdrawn: 'stopped',
};

export const stageTone = (stage: string): Tone => tones[stage] ?? 'idle';

/** Share of the way from start to issue, for progress bars. */
export function progressOf(stage: string, round: number, rounds: number): number {
  if (['Issued', 'Archived', 'Rejected', 'Withdrawn'].includes(stage)) return 1;
  const within = { NotStarted: 0, Drafting: 0.05, InternalApproval: 0.2, Submitted: 0.3, Intake: 0.35, JointReview: 0.5, Consolidating: 0.7, Coordinating: 0.7, AwaitingTemplate: 0.85, Returned: 0.95, Revising: 0.1 }[stage];
  if (within !== undefined) return Math.min(0.8, ((Math.max(1, round) - 1 + within) / Math.max(1, rounds)) * 0.8);
  return { ReadyForMeeting: 0.82, OnAgenda: 0.87, Deferred: 0.87, PostMeetingRevision: 0.92, Issuing: 0.95 }[stage] ?? 0;
}

export interface RailStop { key: string; kind: 'up' | 'down' | 'meeting' | 'issue'; round: number; state: 'done' | 'current' | 'ahead' | 'stopped' }

const upStages = ['NotStarted', 'Drafting', 'InternalApproval', 'Submitted', 'Revising'];
const meetingStages = ['ReadyForMeeting', 'OnAgenda', 'Deferred', 'PostMeetingRevision'];

/** The stops 一上 一下 二上 二下 … 审议 印发 and where the case stands. A stage belongs to the "down" leg of its round
 * unless the submitting unit is writing. `Revising` is already the next round's "up" when the server has counted on. */
export function rail(stage: string, round: number, rounds: number): RailStop[] {
  const total = Math.max(rounds, round, 1);
  const stops: Omit<RailStop, 'state'>[] = [];
  for (let r = 1; r <= total; r++) stops.push({ key: `up${r}`, kind: 'up', round: r }, { key: `down${r}`, kind: 'down', round: r });
  stops.push({ key: 'meeting', kind: 'meeting', round: 0 }, { key: 'issue', kind: 'issue', round: 0 });
  const finished = stage === 'Issued' || stage === 'Archived';
  const stopped = stage === 'Rejected' || stage === 'Withdrawn';
  const at = finished ? stops.length
    : stage === 'Issuing' ? stops.length - 1
    : meetingStages.includes(stage) || stage === 'Rejected' ? stops.length - 2
    : (Math.max(1, round) - 1) * 2 + (upStages.includes(stage) || stage === 'Withdrawn' ? 0 : 1);
  return stops.map((stop, i) => ({ ...stop, state: i < at ? 'done' : i > at ? 'ahead' : stopped ? 'stopped' : 'current' }));
}

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
export const chineseNumber = (n: number): string => digits[n] ?? String(n);
