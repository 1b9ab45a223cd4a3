import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Plan } from './plan';

export interface Milestone { key: string; name: string; date: string; dueAt: string; isWorkingDay: boolean; weekDay: string; workingDays: number }
export interface Finding { rule: string; severity: 'Block' | 'Warn' | 'Info'; path: string; message: string }
export interface Preview { cases: number; templates: number; milestones: Milestone[]; findings: Finding[] }

/** The server's view of the plan as it stands: dates on the working-day calendar and everything that is wrong with it. */
export const usePreview = (plan: Plan) =>
  useQuery({ queryKey: ['campaign-preview', plan], queryFn: () => api.post<Preview>('/campaigns/preview', { commandId: 'preview', ...plan }), placeholderData: keepPreviousData, staleTime: 60_000 });
