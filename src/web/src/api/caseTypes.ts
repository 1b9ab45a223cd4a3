/** The wire types of a document case: the case itself, its opinions, its manuscript. Moments are ISO 8601 with offset. */
import type { DueState, Reviewer } from './types';

export interface Named { id: string; name: string }
export interface CaseTask {
  id: string; step: string; stepName: string; title: string; unitId: string | null; unitName: string | null; role: string | null; round: number; openedAt: string;
  dueAt: string | null; dueState: DueState; overdueLevel: string | null; status: string; revision: number; urgedAt: string | null;
}
export interface CaseActions { withdraw: boolean; extend: boolean; hold: boolean; release: boolean; urge: boolean; editDraft: boolean; decideWithdrawal: boolean }
export interface CaseRound { round: number; dueAt: string | null; submittedAt: string | null; onTime: boolean | null }
export interface Meeting {
  number: number; meeting: string; meetingDate: string; listedAt: string; decision: string | null; expected: number | null; present: number | null; votesFor: number | null;
  votesAgainst: number | null; votesDefer: number | null; resolution: string | null; changes: string | null; reason: string | null; earliestResubmission: string | null;
  decidedAt: string | null; recordedBy: string | null;
}
export interface LegalOpinion { number: number; result: string; comment: string; basis: string | null; personName: string; at: string }
export interface Issued { documentNumber: string; version: string | null; sha256: string | null; signedBy: string | null; issuedBy: string; issuedAt: string }
export interface Withdrawal { id: string; caseId: string; caseTitle: string; reason: string; stage: string; needsRole: string | null; status: string; requestedByName: string; requestedAt: string; decidedByName: string | null; decidedAt: string | null; comment: string | null }
export interface CaseDetail {
  id: string; title: string; campaign: Named; unit: Named; document: { code: string; title: string; class: string }; stage: string; stageName: string; round: number; rounds: number;
  maxRounds: number; version: string | null; sha256: string | null; flags: string[]; status: string; dueAt: string | null; dueState: DueState; overdue: boolean; heldSince: string | null;
  tasks: CaseTask[]; myTaskIds: string[]; can: CaseActions; reviewers: Reviewer[]; submissions: CaseRound[]; meetings: Meeting[]; legalOpinions: LegalOpinion[];
  issued: Issued | null; pendingWithdrawal: Withdrawal | null; reading: 'Full' | 'History';
}

export interface TimelineEntry {
  id: number; at: string; actorName: string | null; unitName: string | null; kind: string; text: string; comment: string | null; round: number; stage: string | null;
  step: string | null; outcome: string | null; taskId: string | null;
}
export interface HistoryRow {
  instanceId: string; seq: number; at: string; activityId: string | null; activityType: string | null; activityName: string | null; event: string; outcome: string | null;
  actorName: string | null; round: number; stage: string | null;
}

export type OpinionResult = 'NoObjection' | 'WithOpinions' | 'Object' | 'Recuse' | 'FormSilence';
export interface Opinion {
  id: string; round: number; number: number; version: string | null; unitId: string; unitName: string; personName: string | null; signedByName: string | null; result: OpinionResult | null;
  category: string; location: string; original: string | null; proposed: string | null; reason: string; basis: string | null; severity: 'Must' | 'Suggest'; submittedAt: string;
  signedAt: string | null; itemId: string | null; disposition: string | null;
}
export interface ReviewerResult { round: number; unitId: string; unitName: string; mandatory: boolean; result: OpinionResult | 'Pending'; state: string; personName: string | null; signedByName: string | null; at: string | null; comment: string | null }
export interface Conflict { kind: string; location: string; opinionIds: string[]; unitIds: string[]; itemId: string | null; message: string; settled: boolean }
export interface ProposedItem { opinionIds: string[]; location: string; original: string | null; proposed: string | null; reason: string | null }
export interface DisputeStep { number: number; level: string; outcome: string; minutes: string; attendees: string | null; personName: string; at: string }
export interface Dispute { id: string; round: number; openedAt: string; closedAt: string | null; closedLevel: string | null; itemIds: string[]; steps: DisputeStep[] }
export interface OpinionBook {
  opinions: Opinion[]; results: ReviewerResult[]; conflicts: Conflict[]; duplicates: string[][]; proposal: ProposedItem[]; toConfirm: string[]; toAnswer: string[]; disputes: Dispute[];
}

export interface AdoptionRow {
  id: string; round: number; no: number; document: string; version: string | null; location: string; units: string[]; category: string; severity: string; must: boolean;
  original: string | null; proposed: string | null; reason: string | null; basis: string | null; disposition: string; dispositionReason: string | null; reply: string | null;
  replyReason: string | null; revisedText: string | null; confirmation: string | null; status: string; statusName: string; settled: string | null; settledText: string | null; opinionIds: string[];
}
export interface AdoptionTable { round: number; rows: AdoptionRow[]; statistics: { total: number; adopted: number; partial: number; rejected: number; coordinate: number; line: string } }

export interface Section { heading: string; text: string }
export interface TemplateSection { heading: string; required: boolean; locked: boolean; text: string | null }
export interface ConformityFinding { rule: string; path: string; message: string; blocks: boolean }
export interface Manuscript { title: string; sections: Section[]; explanation: string }
export interface Draft extends Manuscript {
  caseId: string; revision: number; updatedAt: string | null; updatedByName: string | null; canEdit: boolean; taskId: string | null;
  template: { version: number; strict: boolean; sections: TemplateSection[] } | null; findings: ConformityFinding[];
}
export interface VersionItem { number: string; round: number; kind: string; status: string; title: string; length: number; sha256: string; unitName: string | null; authorName: string; createdAt: string; dueAt: string | null; attachments: number }
export interface FrozenAttachment { id: string; name: string; size: number; sha256: string; mediaType?: string }
export interface VersionView extends Manuscript { number: string; round: number; kind: string; attachments: FrozenAttachment[]; sha256: string; intact: boolean; unitName: string | null; authorName: string; createdAt: string }
export interface Attachment { id: string; name: string; mediaType: string; size: number; sha256: string; uploadedAt: string; uploadedByName: string; canRemove?: boolean }
export interface Span { kind: 'Same' | 'Added' | 'Removed'; text: string }
export interface ComparedParagraph { kind: 'Same' | 'Changed' | 'Added' | 'Removed'; left: string | null; right: string | null; spans: Span[]; section: string; heading: boolean; moved: boolean }
export interface Comparison {
  from: string; to: string; paragraphs: ComparedParagraph[]; rows: { original: string; revised: string; note: string }[];
  totals: { added: number; removed: number; changed: number; same: number; charactersAdded: number; charactersRemoved: number };
}
export interface DocumentTemplate {
  campaignId: string; documentCode: string; version: number; title: string; strict: boolean; sections: TemplateSection[]; note: string | null; lateUnits: string | null;
  publishedByName: string; publishedByUnit: string | null; publishedAt: string; versions: number[];
}

export interface GraphNode { id: string; type: string; title: string; titleZh: string; typeName: string; parentId: string | null; isContainer: boolean; isStart: boolean; step: string | null; x: number | null; y: number | null }
export interface GraphEdge { id: string; source: string; target: string; label: string; backward: boolean }
export interface Diagram { graph: { nodes: GraphNode[]; edges: GraphEdge[] }; visited: { nodeId: string; count: number; lastAt: string }[]; current: string[]; taken: string[] }
