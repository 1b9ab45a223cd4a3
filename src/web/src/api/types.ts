/** The wire types of the API the client uses. Moments are ISO 8601 with offset. */

export interface User { id: string; name: string; unitId: string | null; unitName: string | null; roles: string[] }
/** `progress` runs from 0 to 1. */
export interface DemoState { progress: number; message: string }
export interface Session {
  user: User | null;
  csrf: string;
  demo: DemoState | null;
  setupRequired: boolean;
  mustChangePassword: boolean;
  now: string;
  city: string;
  version: string;
}
export interface DemoAccount { userName: string; password: string; name: string; unitId?: string; unitName: string; roles: string[] }

export type TaskView = 'todo' | 'done' | 'initiated';
export type DueState = 'none' | 'ok' | 'soon' | 'overdue' | 'held';
export type TaskStatus = 'Open' | 'Completed' | 'Cancelled' | 'Expired';
export interface TaskItem {
  id: string; step: string; title: string; caseId: string; caseTitle: string | null; campaignId: string | null;
  round: number | null; stage: string | null; unitId: string | null; unitName?: string | null; role: string | null; subjectUnitId: string | null;
  openedAt: string; dueAt: string | null; dueState: DueState; overdueLevel?: string | number | null;
  status: TaskStatus; outcome: string | null; closedAt: string | null; closedByName: string | null; revision: number;
}
export interface TaskCounts { todo: number; overdue: number; soon: number; done: number; initiated: number }
export interface TaskPage { items: TaskItem[]; total: number; page: number; size: number; counts: TaskCounts }
export interface TaskDetail extends TaskItem {
  form: string; schema: JsonSchema | null; outcomes: string[];
  payload: Record<string, unknown> | null; draft: Record<string, unknown> | null; result?: Record<string, unknown> | null; canDecide: boolean;
}
export interface TaskDone { taskId: string; caseId: string; status: string; replayed: boolean }

export interface JsonSchema {
  type?: string | string[]; title?: string; description?: string; enum?: unknown[]; const?: unknown;
  oneOf?: JsonSchema[]; anyOf?: JsonSchema[]; format?: string; required?: string[]; default?: unknown;
  properties?: Record<string, JsonSchema>; items?: JsonSchema; minLength?: number; maxLength?: number;
  minimum?: number; maximum?: number; minItems?: number; maxItems?: number; pattern?: string; readOnly?: boolean; [extension: `x-${string}`]: unknown;
}

export interface Unit { id: string; name: string; shortName?: string | null; kind: string; active?: boolean; order?: number; revision?: number }

export interface Reviewer { unitId: string; unitName?: string; mandatory: boolean; policy: SilencePolicy }
export type SilencePolicy = 'AssumeNoObjection' | 'BlockAndEscalate';

export interface CampaignSummary { id: string; name: string; status: string; start: string; cases?: number; finished?: number; overdue?: number; templateName?: string | null }
export interface BoardCell { caseId: string; unitId: string; documentCode: string; stage: string; round: number; version: string | null; flags: string[]; dueAt: string | null; overdue: boolean }
export interface Board {
  campaign: CampaignSummary & { rounds?: number };
  units: { id: string; name: string }[];
  documents: { code: string; title: string; class?: string; templateVersion?: number | null }[];
  cells: BoardCell[];
  totals: {
    byStage: Record<string, number>; overdue: number; byRound?: { round: number; onTime: number; late: number; missing: number }[];
    opinions?: { total: number; line: string }; decisions?: Record<string, number>; openDisputes?: number; issued?: number;
  };
}
export interface DeadlineSpec { kind: 'FixedDate' | 'WorkingDays' | 'CalendarDays'; date?: string; days?: number; cut?: string; roll?: string }
export type Deadlines = Record<string, DeadlineSpec | Record<string, DeadlineSpec>>;
export interface CampaignDocument { code: string; title: string; class: string; leads: string[]; reviewers: Reviewer[]; template: boolean | { required: boolean }; legal: boolean | { required: boolean; unitId?: string; round?: number } }
export interface CampaignTemplate { id: string; name: string; description?: string | null; start?: string | null; units: string[]; documents: CampaignDocument[]; rounds: number; maxRounds: number; deadlines: Deadlines }

export interface ExtensionRequest { id: string; caseId: string; caseTitle: string; taskId: string; step?: string | null; unitName?: string | null; days: number; reason: string; requestedByName: string; requestedAt: string; dueAt?: string | null; newDueAt?: string | null; status: 'Pending' | 'Approved' | 'Refused'; decidedByName?: string | null; decidedAt?: string | null; comment?: string | null }
export interface Notice { id: string; at: string; kind: string; title: string; text?: string | null; caseId?: string | null; taskId?: string | null; readAt: string | null }

export interface Account { id: string; userName: string; name: string; unitId: string | null; unitName?: string | null; roles: string[]; locked: boolean; active?: boolean; mustChangePassword?: boolean; lastSignInAt?: string | null; revision?: number }
export interface DefinitionSummary { definitionId: string; name: string; description?: string | null; publishedVersion: number | null; latestVersion: number; instances?: number; updatedAt?: string | null }
export interface DefinitionVersion { version: number; status: string; createdAt: string; createdByName?: string | null; publishedAt?: string | null; instances?: number; hash?: string | null }
export interface DefinitionProblem { path: string; message: string; messageZh?: string; line?: number | null; column?: number | null }
export interface Incident { id: string; instanceId: string; instanceName?: string | null; activityId: string; activityType?: string | null; message: string; detail?: string | null; createdAt: string; resolvedAt?: string | null; attempts?: number; status?: string }
export interface TimerRow { id: string; instanceId: string; instanceName?: string | null; kind?: string | null; dueAt: string; status?: string | null }
export interface OutboxRow { id: string; type: string; createdAt: string; sentAt: string | null; attempts: number; error: string | null; status: string; nextAttemptAt?: string | null }
export interface AuditRow { seq: number; at: string; actorName: string | null; actorId?: string | null; action: string; objectType: string | null; objectId: string | null; outcome: string; remoteAddress?: string | null; details?: unknown; hash?: string }
export interface Page<T> { items: T[]; total: number; page: number; size: number }
export interface AuditPage extends Page<AuditRow> { verification?: { ok: boolean; checked: number; brokenAt?: number | null; at?: string } }
export interface InstanceRow { id: string; name: string; definitionId: string; version: number; status: string; stage?: string | null; round?: number | null; createdAt: string; updatedAt: string; incidents: number; correlationId?: string | null }

export interface FieldProblem { path: string; message: string; row?: number | null; column?: number | null }
