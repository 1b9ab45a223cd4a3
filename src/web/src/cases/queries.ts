import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { TaskDetail } from '../api/types';

const of = (id: string) => `/cases/${encodeURIComponent(id)}` as const;

export const useCase = (id: string, enabled = true) => useQuery({ queryKey: ['case', id, 'detail'], queryFn: () => api.get(of(id)), enabled });
export const useTask = (id: string) => useQuery({ queryKey: ['task', id], queryFn: () => api.get(`/tasks/${encodeURIComponent(id)}`) as Promise<TaskDetail> });
export const useOpinions = (id: string, enabled = true) => useQuery({ queryKey: ['case', id, 'opinions'], queryFn: () => api.get(`${of(id)}/opinions`), enabled });
export const useAdoption = (id: string, round: number | null = null, enabled = true) =>
  useQuery({ queryKey: ['case', id, 'adoption', round], queryFn: () => api.get(`${of(id)}/adoption-table`, round === null ? {} : { round }), enabled });
export const useVersions = (id: string) => useQuery({ queryKey: ['case', id, 'versions'], queryFn: () => api.get(`${of(id)}/versions`) });
export const useVersion = (id: string, number: string | null | undefined) =>
  useQuery({ queryKey: ['case', id, 'version', number], queryFn: () => api.get(`${of(id)}/versions/${encodeURIComponent(number!)}`), enabled: Boolean(number), staleTime: Infinity });
export const useDraft = (id: string, enabled = true) => useQuery({ queryKey: ['case', id, 'draft'], queryFn: () => api.get(`${of(id)}/draft`), enabled });
export const useAttachments = (id: string) => useQuery({ queryKey: ['case', id, 'attachments'], queryFn: () => api.get(`${of(id)}/attachments`) });
export const useTimeline = (id: string) => useQuery({ queryKey: ['case', id, 'timeline'], queryFn: () => api.get(`${of(id)}/timeline`) });
export const useHistory = (id: string, enabled: boolean) => useQuery({ queryKey: ['case', id, 'history'], queryFn: () => api.get(`${of(id)}/history`), enabled });
