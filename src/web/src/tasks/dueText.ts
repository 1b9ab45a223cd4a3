import { local } from '../calendar/moment';
import { workingDaysBetween } from '../calendar/workingDays';
import type { Key, Params } from '../i18n';
import type { DueState } from '../api/types';

export type DueTone = 'none' | 'ok' | 'soon' | 'overdue' | 'held';
export interface DueText { tone: DueTone; key: Key; params?: Params }

/** What is left until a deadline, in the terms people use. `now` is the server's clock, which may be simulated. */
export function dueText(dueAt: string | null | undefined, now: string, state?: DueState): DueText {
  if (state === 'held') return { tone: 'held', key: 'due.held' };
  if (!dueAt) return { tone: 'none', key: 'due.none' };
  const due = local(dueAt);
  const today = local(now).format('YYYY-MM-DD');
  const dueDay = due.format('YYYY-MM-DD');
  if (Date.parse(dueAt) < Date.parse(now)) {
    const days = workingDaysBetween(dueDay, today);
    return days > 0 ? { tone: 'overdue', key: 'due.overdueDays', params: { n: days } } : { tone: 'overdue', key: 'due.overdueToday' };
  }
  if (dueDay === today) return { tone: 'soon', key: 'due.today', params: { time: due.format('HH:mm') } };
  const days = workingDaysBetween(today, dueDay);
  if (days <= 1) return { tone: 'soon', key: 'due.tomorrow' };
  return { tone: days <= 3 ? 'soon' : 'ok', key: 'due.days', params: { n: days } };
}
