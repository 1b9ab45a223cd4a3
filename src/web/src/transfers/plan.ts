import { newId } from '../api/client';
import type { FieldProblem, FundingForm, QuotaType } from '../api/types';
import type { Key, Params } from '../i18n';

/** The kinds that accounts are kept of. */
export type AccountQuota = Exclude<QuotaType, 'None'>;

export interface Chosen { personKey: string; name: string; quota: string }

export interface Line {
  key: string; fromUnitId: string; toUnitId: string; type: AccountQuota; funding: FundingForm;
  /** Null: as many as people go. */
  count: number | null; people: Chosen[]; dutyTransferId: string; docNo: string; approvalNo: string;
}

export interface Plan { title: string; takesEffectOn: string; holdDays: number; lines: Line[] }

/** What each kind of quota may be funded by; the server refuses the others. */
export const fundedBy: Record<AccountQuota, readonly FundingForm[]> = {
  Administrative: ['Full'], PoliticalAndLegal: ['Full'], Enforcement: ['Full'], CivilServiceInstitution: ['Full', 'Partial'], FullyFunded: ['Full'], PartlyFunded: ['Partial'],
  SelfFunded: ['Own', 'Enterprise'], Support: ['Full', 'Partial', 'Own'],
};

export const emptyLine = (): Line => ({ key: newId(), fromUnitId: '', toUnitId: '', type: 'Administrative', funding: 'Full', count: null, people: [], dutyTransferId: '', docNo: '', approvalNo: '' });

export const emptyPlan = (): Plan => ({ title: '', takesEffectOn: '', holdDays: 10, lines: [emptyLine()] });

export const countOf = (line: Line): number => line.count ?? line.people.length;

/** What the page can tell by itself; the server knows more. */
export function checkPlan(t: (key: Key, params?: Params) => string, plan: Plan): FieldProblem[] {
  const found: FieldProblem[] = [];
  if (plan.title.trim() === '') found.push({ path: 'title', message: t('form.missing', { name: t('transfer.title') }) });
  if (plan.takesEffectOn === '') found.push({ path: 'takesEffectOn', message: t('form.choose', { name: t('transfer.takesEffectOn') }) });
  plan.lines.forEach((line, at) => {
    const wrong = (member: string, message: string) => found.push({ path: `lines[${at}].${member}`, message });
    if (line.fromUnitId === '') wrong('fromUnitId', t('form.choose', { name: t('transfer.from') }));
    if (line.toUnitId === '') wrong('toUnitId', t('form.choose', { name: t('transfer.to') }));
    else if (line.toUnitId === line.fromUnitId) wrong('toUnitId', t('transfer.sameUnit'));
    if (countOf(line) < 1) wrong('count', t('transfer.nothing'));
    else if (line.people.length > countOf(line)) wrong('count', t('transfer.tooFew', { people: line.people.length, count: countOf(line) }));
    if (line.docNo.trim() === '' && line.dutyTransferId.trim() === '') wrong('docNo', t('transfer.groundMissing'));
  });
  return found;
}

const given = (text: string): string | null => text.trim() || null;

export const sentPlan = (plan: Plan) => ({
  title: plan.title.trim(), takesEffectOn: plan.takesEffectOn, holdDays: plan.holdDays,
  lines: plan.lines.map((line) => ({
    fromUnitId: line.fromUnitId, toUnitId: line.toUnitId, type: line.type, funding: line.funding, count: countOf(line), people: line.people.map((one) => one.personKey),
    dutyTransferId: given(line.dutyTransferId), docNo: given(line.docNo), approvalNo: given(line.approvalNo),
  })),
});
