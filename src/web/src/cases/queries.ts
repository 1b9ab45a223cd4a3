import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { AdoptionTable, Attachment, CaseDetail, Draft, HistoryRow, OpinionBook, TimelineEntry, VersionItem, VersionView } from '../api/caseTypes';
import type { TaskDetail } from '../api/types';

const path = (id: string, rest = '') => `/cases/${encodeURIComponent(id)}${rest}`;

export const useCase = (id: string, enabled = true) => useQuery({ queryKey: ['case', id, 'detail'], queryFn: () => api.get<CaseDetail>(path(id)), enabled });
export const useTask = (id: string) => useQuery({ queryKey: ['task', id], queryFn: () => api.get<TaskDetail>(`/tasks/${encodeURIComponent(id)}`) });
export const useOpinions = (id: string, enabled = true) => useQuery({ queryKey: ['case', id, 'opinions'], queryFn: () => api.get<OpinionBook>(path(id, '/opinions')), enabled });
export const useAdoption = (id: string, round: number | null = null, enabled = true) =>
  useQuery({ queryKey: ['case', id, 'adoption', round], queryFn: () => api.get<AdoptionTable>(path(id, '/adoption-table'), { round }), enabled });
export const useVersions = (id: string) => useQuery({ queryKey: ['case', id, 'versions'], queryFn: () => api.get<VersionItem[]>(path(id, '/versions')) });
export const useVersion = (id: string, number: string | null | undefined) =>
  useQuery({ queryKey: ['case', id, 'version', number], queryFn: () => api.get<VersionView>(path(id, `/versions/${encodeURIComponent(number!)}`)), enabled: Boolean(number), staleTime: Infinity });
export const useDraft = (id: string, enabled = true) => useQuery({ queryKey: ['case', id, 'draft'], queryFn: () => api.get<Draft>(path(id, '/draft')), enabled });
export const useAttachments = (id: string) => useQuery({ queryKey: ['case', id, 'attachments'], queryFn: () => api.get<Attachment[]>(path(id, '/attachments')) });
export const useTimeline = (id: string) => useQuery({ queryKey: ['case', id, 'timeline'], queryFn: () => api.get<TimelineEntry[]>(path(id, '/timeline')) });
export const useHistory = (id: string, enabled: boolean) => useQuery({ queryKey: ['case', id, 'history'], queryFn: () => api.get<HistoryRow[]>(path(id, '/history')), enabled });
