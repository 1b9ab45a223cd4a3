import type { TaskView } from '../api/types';

export interface TaskFilter {
  q: string; step: string; campaignId: string; unitId: string; round: string; due: string; inPlaceOf: string; sort: string; page: number; size: number;
}

export const sorts = ['due', '-due', '-opened', 'opened'] as const;
export const sizes = [20, 50, 100] as const;
const dues = ['overdue', 'today', 'soon'];

const whole = (text: string | null, least: number, most: number, otherwise: number): number => {
  const value = Number(text);
  return text !== null && Number.isInteger(value) && value >= least && value <= most ? value : otherwise;
};

export const defaultSort = (view: TaskView): string => (view === 'todo' ? 'due' : '-opened');

/** The list's state is its address: shareable, kept by reload and by going back. Unknown values fall back. */
export function readFilter(search: URLSearchParams, view: TaskView): TaskFilter {
  const sort = search.get('sort') ?? '';
  const due = search.get('due') ?? '';
  return {
    q: search.get('q') ?? '',
    step: search.get('step') ?? '',
    campaignId: search.get('campaign') ?? '',
    unitId: search.get('unit') ?? '',
    round: search.get('round') ?? '',
    due: dues.includes(due) ? due : '',
    inPlaceOf: view === 'todo' ? (search.get('for') ?? '') : '',
    sort: (sorts as readonly string[]).includes(sort) ? sort : defaultSort(view),
    page: whole(search.get('page'), 1, 100_000, 1),
    size: (sizes as readonly number[]).includes(Number(search.get('size'))) ? Number(search.get('size')) : sizes[0],
  };
}

export function writeFilter(filter: TaskFilter, view: TaskView): URLSearchParams {
  const search = new URLSearchParams();
  const put = (key: string, value: string | number, otherwise: string | number) => {
    if (value !== otherwise) search.set(key, String(value));
  };
  put('q', filter.q, '');
  put('step', filter.step, '');
  put('campaign', filter.campaignId, '');
  put('unit', filter.unitId, '');
  put('round', filter.round, '');
  put('due', filter.due, '');
  put('for', filter.inPlaceOf, '');
  put('sort', filter.sort, defaultSort(view));
  put('page', filter.page, 1);
  put('size', filter.size, sizes[0]);
  return search;
}

/** A changed condition starts at the first page again; a changed page does not. */
export function withCondition(filter: TaskFilter, change: Partial<TaskFilter>): TaskFilter {
  return { ...filter, page: 1, ...change };
}

export const isFiltered = (filter: TaskFilter): boolean =>
  Boolean(filter.q || filter.step || filter.campaignId || filter.unitId || filter.round || filter.due || filter.inPlaceOf);
