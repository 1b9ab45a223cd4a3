import type { CampaignDocument, CampaignTemplate, DeadlineSpec, Deadlines } from '../api/types';

export type PlanReviewer = NonNullable<CampaignDocument['reviewers']>[number];
/** A plan may leave leads and reviewers out; the wizard always shows them. */
export type PlanDocument = CampaignDocument & { leads: string[]; reviewers: PlanReviewer[] };

/** What the wizard edits: a template's plan with the choices made so far. */
export interface Plan {
  templateId: string; name: string; start: string; units: string[]; documents: PlanDocument[];
  rounds: number; maxRounds: number; deadlines: Deadlines;
}

export const documentsOf = (template: CampaignTemplate): PlanDocument[] =>
  structuredClone(template.documents).map((document) => ({ ...document, leads: document.leads ?? [], reviewers: document.reviewers ?? [] }));

export const planFrom = (template: CampaignTemplate): Plan => ({
  templateId: template.id, name: template.name, start: template.start, units: [...template.units],
  documents: documentsOf(template), rounds: template.rounds, maxRounds: template.maxRounds, deadlines: structuredClone(template.deadlines),
});

type ByRound = Record<string, DeadlineSpec>;
const entries = (deadlines: Deadlines) => deadlines as Record<string, DeadlineSpec | ByRound | null>;
const isSpec = (value: unknown): value is DeadlineSpec => typeof value === 'object' && value !== null && typeof (value as DeadlineSpec).kind === 'string';

/** The deadline at a path such as `submit.1`; a round without one of its own has the default. */
export function specAt(deadlines: Deadlines, path: string): DeadlineSpec | undefined {
  const [step = '', round] = path.split('.');
  const found = entries(deadlines)[step];
  if (isSpec(found)) return found;
  return round ? (found?.[round] ?? found?.default) : undefined;
}

export function withSpec(deadlines: Deadlines, path: string, spec: DeadlineSpec): Deadlines {
  const [step = '', round] = path.split('.');
  const found = entries(deadlines)[step];
  return { ...deadlines, [step]: round && !isSpec(found) ? { ...found, [round]: spec } : spec };
}

const dayMs = 86_400_000;
const days = (from: string, to: string) => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
const addDays = (day: string, n: number) => new Date(Date.parse(`${day}T00:00:00Z`) + n * dayMs).toISOString().slice(0, 10);

/** Moves every fixed date of a plan by the same number of days as its start. */
export function shift(plan: Plan, start: string): Plan {
  const by = days(plan.start, start);
  const move = (spec: DeadlineSpec): DeadlineSpec => (spec.kind === 'FixedDate' && spec.date ? { ...spec, date: addDays(spec.date, by) } : spec);
  const deadlines = Object.fromEntries(Object.entries(entries(plan.deadlines)).map(([step, value]) => [step, value === null ? value : isSpec(value) ? move(value) : Object.fromEntries(Object.entries(value).map(([round, spec]) => [round, move(spec)]))]));
  return { ...plan, start, deadlines: deadlines as unknown as Deadlines };
}
