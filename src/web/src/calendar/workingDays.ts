import data from '../../../Orchestrator.Engine/Calendar/cn-working-days.json';

const off = new Set<string>();
const work = new Set<string>();
for (const revision of data.revisions) {
  for (const [year, days] of Object.entries(revision.years as Record<string, { off?: string[]; work?: string[] }>)) {
    for (const set of [off, work]) for (const date of set) if (date.startsWith(year)) set.delete(date);
    for (const date of days.off ?? []) off.add(date);
    for (const date of days.work ?? []) work.add(date);
  }
}

const millisecondsPerDay = 86_400_000;
const toTime = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const toDate = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Dates are `yyyy-MM-dd`. Outside the years the State Council has announced, Monday to Friday count. */
export function isWorkingDay(date: string): boolean {
  if (off.has(date)) return false;
  if (work.has(date)) return true;
  const day = new Date(toTime(date)).getUTCDay();
  return day !== 0 && day !== 6;
}

/** An official holiday, or a weekend day that is worked. */
export function dayMark(date: string): 'holiday' | 'makeup' | null {
  return off.has(date) ? 'holiday' : work.has(date) ? 'makeup' : null;
}

export function addDays(date: string, days: number): string {
  return toDate(toTime(date) + days * millisecondsPerDay);
}

/** The day of the start does not count. */
export function addWorkingDays(date: string, days: number): string {
  let current = date;
  for (let left = days; left > 0; ) {
    current = addDays(current, 1);
    if (isWorkingDay(current)) left--;
  }
  return current;
}

/** Working days after `from` up to and including `to`; negative when `to` lies before. */
export function workingDaysBetween(from: string, to: string): number {
  if (to < from) return -workingDaysBetween(to, from);
  let count = 0;
  for (let current = from; current < to; ) {
    current = addDays(current, 1);
    if (isWorkingDay(current)) count++;
  }
  return count;
}

const weekdays = { zh: ['日', '一', '二', '三', '四', '五', '六'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] };

export function weekday(date: string, language: 'zh' | 'en'): string {
  const name = weekdays[language][new Date(toTime(date)).getUTCDay()]!;
  return language === 'zh' ? `周${name}` : name;
}
