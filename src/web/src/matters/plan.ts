import type { FieldProblem, Unit } from '../api/types';
import type { Data } from '../forms/schema';
import type { Key, Params } from '../i18n';

export const modes = ['All', 'Any', 'Vote', 'Sequence'] as const;
export type Mode = (typeof modes)[number];
export const kinds = ['Document', 'Request', 'Plan', 'Other'] as const;

export interface Asked { unitId: string; weight: number; veto: boolean }

/** Units that take part in every matter in a step of their own, and cannot be chosen besides. */
export const standing: Record<string, 'MatterLegal' | 'MatterSign' | 'MatterOffices'> = { SF: 'MatterLegal', CW: 'MatterSign', BB: 'MatterOffices', CZ: 'MatterOffices', RS: 'MatterOffices' };

/** Shares that people speak of; any other is typed as a percentage. */
export const shares = { half: { share: 0.5, over: true }, twoThirds: { share: 2 / 3, over: false }, threeQuarters: { share: 0.75, over: false } } as const;
export type ShareName = keyof typeof shares | 'other';

export const emptyPlan = (): Data => ({ kind: 'Document', mode: 'All', reviewers: [], days: 5 });

export const reviewersOf = (data: Data): Asked[] =>
  (Array.isArray(data.reviewers) ? (data.reviewers as Partial<Asked>[]) : []).map((one) => ({ unitId: one.unitId ?? '', weight: one.weight ?? 1, veto: one.veto === true }));

export const thresholdOf = (data: Data): { share: number; over: boolean } => (typeof data.share === 'number' ? { share: data.share, over: data.over === true } : shares.half);

export const shareName = (data: Data): ShareName => {
  const now = thresholdOf(data);
  return (Object.keys(shares) as (keyof typeof shares)[]).find((name) => shares[name].over === now.over && Math.abs(shares[name].share - now.share) < 1e-6) ?? 'other';
};

/** Which units can still be asked. */
export const choosable = (units: Unit[], own: string | null, chosen: Asked[]): Unit[] =>
  units.filter((unit) => unit.active && unit.id !== own && !(unit.id in standing) && !chosen.some((one) => one.unitId === unit.id));

/** Weights are typed only where they count. */
export const sentPlan = (data: Data): Data => {
  const vote = data.mode === 'Vote';
  return { ...data, reviewers: reviewersOf(data).map((one) => (vote ? one : { ...one, weight: 1 })), share: vote ? thresholdOf(data).share : undefined, over: vote ? thresholdOf(data).over : undefined };
};

/** How the units decide, in a sentence. */
export function modeSentence(t: (key: Key, params?: Params) => string, data: Data): string {
  if (data.mode !== 'Vote') return t(`matter.modeText.${(data.mode ?? 'All') as Mode}`);
  const total = reviewersOf(data).reduce((sum, one) => sum + one.weight, 0);
  const { share, over } = thresholdOf(data);
  return t('matter.voteSentence', { total, needed: neededWeight(total, share, over) });
}

/** The least weight that passes. */
export function neededWeight(total: number, share: number, over: boolean): number {
  const exact = share * total;
  return over ? Math.floor(exact + 1e-9) + 1 : Math.max(1, Math.ceil(exact - 1e-9));
}

/** What can be said before the server is asked. */
export function checkPlan(t: (key: Key, params?: Params) => string, data: Data): FieldProblem[] {
  const found: FieldProblem[] = [];
  const say = (path: string, message: string) => found.push({ path, message, row: null, column: null });
  for (const [name, most] of [['title', 200], ['text', 20_000]] as const) {
    const value = String(data[name] ?? '').trim();
    if (value === '') say(name, t('form.missing', { name: t(`matter.${name}`) }));
    else if (value.length > most) say(name, t('form.tooLong', { name: t(`matter.${name}`), most }));
  }
  if (reviewersOf(data).length === 0) say('reviewers', t('matter.noReviewer'));
  return found;
}
