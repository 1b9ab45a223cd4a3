/** The names by which the client knows what the API sends. The types are generated from the server's description. */
import type { components } from './schema';

type Described = components['schemas'];

export type Session = Described['SessionDocument'];
export type User = Described['SessionUser'];
/** `progress` runs from 0 to 1. */
export type DemoState = Described['DemoDocument'];
export type DemoAccount = Described['DemoAccount'];
export type FieldProblem = Described['FieldProblem'];

export type TaskView = 'todo' | 'done' | 'initiated';
export type TaskItem = Described['TaskItem'];
export type DueState = TaskItem['dueState'];
export type TaskStatus = TaskItem['status'];
export type TaskCounts = Described['TaskCounts'];
export type TaskPage = Described['TaskPage'];
export type TaskDone = Described['TaskDoneDocument'];
type Content = Record<string, unknown> | null;
/** What a form is filled with is described by its `schema`, not by the API. */
export type TaskDetail = Described['TaskDocument'] & { schema: JsonSchema | null; payload: Content; draft: Content; result: Content };

/** The words of JSON Schema that the server's forms use. */
export interface JsonSchema {
  type?: string | string[]; title?: string; description?: string; enum?: unknown[]; const?: unknown;
  oneOf?: JsonSchema[]; anyOf?: JsonSchema[]; format?: string; required?: string[]; default?: unknown;
  properties?: Record<string, JsonSchema>; items?: JsonSchema; minLength?: number; maxLength?: number;
  minimum?: number; maximum?: number; minItems?: number; maxItems?: number; pattern?: string; readOnly?: boolean; [extension: `x-${string}`]: unknown;
}

export type MatterItem = Described['MatterItem'];
export type MatterDocument = Described['MatterDocument'];
export type MatterStep = Described['MatterStepView'];
export type MatterSeat = Described['MatterSeatView'];
export type MatterEntry = Described['MatterEntryView'];

export type TransferItem = Described['TransferRow'];
export type TransferDocument = Described['TransferDocument'];
export type Posting = Described['Posting'];
export type PostingChange = Described['PostingChange'];
export type PostingChoice = Described['PostingChoice'];
export type PostingChoices = Described['PostingChoices'];
export type PostingPreview = Described['PostingPreview'];
export type PostingView = Described['PostingView'];
export type TransferLeg = Described['TransferLegView'];
export type TransferLine = Described['TransferLineView'];
export type TransferStatus = TransferItem['status'];
export type QuotaType = Described['QuotaType'];
export type FundingForm = Described['FundingForm'];
export type QuotaAccount = Described['QuotaAccountView'];
export type QuotaEntry = Described['QuotaEntryView'];
export type PersonRelations = Described['PersonRelations'];
export type ContractView = Described['ContractView'];
export type InsuranceView = Described['InsuranceView'];
export type RelationChangeView = Described['RelationChangeView'];
export type ContractKind = ContractView['kind'];
export type InsuranceKind = InsuranceView['kind'];
export type OrganAccounts = Described['OrganAccounts'];
export type InternalQuota = Described['InternalQuotaView'];
export type LeadershipPost = Described['LeadershipPostView'];
export type QuotaLock = Described['QuotaLockView'];
export type DigestionPlan = Described['DigestionPlanView'];
export type DutyTransferView = Described['DutyTransferView'];
export type BudgetLine = Described['BudgetLineView'];
export type BudgetEntry = Described['BudgetEntryView'];
export type RegisteredPerson = Described['RegisterPerson'];

export type SignatureDocument = Described['SignatureDocument'];

export type Unit = Described['UnitView'];
export type Reviewer = Described['CaseReviewer'];
export type SilencePolicy = Reviewer['policy'];

export type CampaignSummary = Described['CampaignSummary'];
export type Board = Described['CampaignBoard'];
export type BoardCell = Described['BoardCell'];
export type DeadlineSpec = Described['DeadlineSpec'];
export type Deadlines = Described['DeadlinePlan'];
export type CampaignDocument = Described['PlannedDocument'];
export type CampaignTemplate = Described['CampaignTemplate'];

export type ExtensionRequest = Described['ExtensionView'];
export type Notice = Described['NoticeView'];
export type NoticePage = Described['NoticePage'];
export type NoticeChoices = Described['NoticeChoicesView'];
export type KindChoice = Described['KindChoice'];
/** A way out of the application. */
export type Channel = KindChoice['channels'][number];

export type PhraseDocument = Described['PhraseDocument'];
export type Supervision = Described['SupervisionView'];
export type Question = Described['QuestionView'];
export type Circular = Described['CircularView'];
export type CircularDetail = Described['CircularDetail'];
export type CopyView = Described['CopyView'];

export type Account = Described['AccountView'];
export type HandOver = Described['HandOverDocument'];
export type HandOverItem = Described['HandOverItem'];
export type Proxy = Described['ProxyView'];
export type DefinitionSummary = Described['DefinitionSummary'];
export type DefinitionVersion = Described['DefinitionVersion'];
export type DefinitionProblem = Described['DefinitionProblem'];
export type Incident = Described['IncidentView'];
export type TimerRow = Described['TimerView'];
export type OutboxRow = Described['OutboxView'];
export type AuditRow = Described['AuditView'];
export type InstanceRow = Described['InstanceView'];
export interface Page<T> { items: T[]; total: number; page: number; size: number }

export type InstanceInside = Described['InsideDocument'];
export type VariableView = Described['VariableView'];
export type VariableValue = Described['VariableValueDocument'];
export type StepPreview = Described['StepPreviewDocument'];
export type TaskDesk = Described['TaskDeskDocument'];
export type SeatView = Described['SeatView'];
export type InstanceHistoryRow = Described['HistoryRow'];
export type WorkflowGraph = Described['WorkflowGraph'];
export type BatchView = Described['BatchView'];
export type BatchItem = Described['BatchItemView'];
export type BatchSelection = Described['BatchSelection'];
export type BatchKind = BatchView['kind'];
export type MigrationPair = Described['MigrationPair'];
export type MigrationAnswer = Described['MigrationAnswerView'];
export type SystemView = Described['SystemView'];
export type IntakeReport = Described['IntakeReport'];
export type TableProblem = Described['TableProblem'];
export type ServiceView = Described['ServiceView'];
export type QueueState = Described['QueueState'];
export type JobView = Described['JobView'];
export type JobRunView = Described['JobRunView'];
export type DeadLetterContent = Described['DeadLetterContent'];
