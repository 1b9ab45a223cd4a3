import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import { fill } from '../i18n';
import type { components } from '../api/schema';
import type { Plan } from './plan';

export type Milestone = components['schemas']['Milestone'];
export type Finding = components['schemas']['Finding'];
export type Preview = components['schemas']['CampaignPreview'];

/** The server's view of the plan as it stands: dates on the working-day calendar and everything that is wrong with it. */
export const usePreview = (plan: Plan) =>
  useQuery({ queryKey: ['campaign-preview', plan], queryFn: () => api.post('/campaigns/preview', { commandId: 'preview', ...plan }), placeholderData: keepPreviousData, staleTime: 60_000 });

/** `deadlines.submit.2` in the reader's language; the plan itself says it in Chinese. */
export function milestoneName(key: string, word: (group: string, code: string) => string): string {
  const [, step = '', round = ''] = key.split('.');
  return fill(word('milestone', step), { n: round });
}
