import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Search } from '../api/routes';

export const useMatters = (search: Search<'get', '/matters'>) => useQuery({ queryKey: ['matters', search], queryFn: () => api.get('/matters', search), placeholderData: keepPreviousData });
export const useMatterFiles = (id: string) => useQuery({ queryKey: ['matter', id, 'attachments'], queryFn: () => api.get(`/matters/${encodeURIComponent(id)}/attachments`) });
export const useMatter = (id: string, enabled = true) => useQuery({ queryKey: ['matter', id], queryFn: () => api.get(`/matters/${encodeURIComponent(id)}`), enabled });
