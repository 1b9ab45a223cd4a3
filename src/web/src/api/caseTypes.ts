/** A document case as the API sends it: the case itself, its opinions, its manuscript. Generated, like everything in `types`. */
import type { components } from './schema';

type Described = components['schemas'];

export type CaseDetail = Described['CaseDetail'];
export type CaseTask = Described['CaseTaskView'];
export type CaseActions = Described['CaseActions'];
export type CaseRound = Described['CaseRoundView'];
export type Meeting = Described['AgendaView'];
export type LegalOpinion = Described['LegalView'];
export type Issued = Described['IssuedView'];
export type Withdrawal = Described['WithdrawalView'];
export type Named = Described['NamedThing'];
export type TimelineEntry = Described['TimelineEntry'];
export type HistoryRow = Described['HistoryView'];

export type OpinionBook = Described['OpinionBook'];
export type Opinion = Described['OpinionView'];
export type OpinionResult = NonNullable<Opinion['result']>;
export type ReviewerResult = Described['ReviewerResult'];
export type Conflict = Described['ConflictView'];
export type ProposedItem = Described['ProposedItem'];
export type Dispute = Described['DisputeView'];
export type DisputeStep = Described['DisputeStepView'];
export type AdoptionTable = Described['AdoptionTable'];
export type AdoptionRow = Described['AdoptionRow'];

export type Section = Described['Section'];
export type TemplateSection = Described['TemplateSection'];
export type ConformityFinding = Described['ConformityFinding'];
export type Draft = Described['DraftView'];
export type Manuscript = Pick<Draft, 'title' | 'sections' | 'explanation'>;
export type VersionItem = Described['VersionItem'];
export type VersionView = Described['VersionView'];
export type FrozenAttachment = Described['FrozenAttachment'];
export type Attachment = Described['AttachmentItem'];
export type Comparison = Described['ComparisonView'];
export type ComparedParagraph = Described['ComparedParagraph'];
export type Span = Described['Span'];
export type DocumentTemplate = Described['TemplateVersionView'];

export type Diagram = Described['CaseDiagram'];
export type GraphNode = Described['DiagramNode'];
export type GraphEdge = Described['DiagramEdge'];
