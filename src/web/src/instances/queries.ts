import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';

const part = encodeURIComponent;

export const useInside = (id: string) => useQuery({ queryKey: ['operations', 'instance', id], queryFn: () => api.get(`/instances/${part(id)}/inside`) });

export const useHistory = (id: string) => useQuery({ queryKey: ['operations', 'instance', id, 'history'], queryFn: () => api.get(`/instances/${part(id)}`) });

export const useJumpPreview = (id: string, activityId: string | undefined) => useQuery({
  queryKey: ['operations', 'instance', id, 'jump', activityId], enabled: Boolean(activityId), retry: false, gcTime: 0,
  queryFn: () => api.get(`/instances/${part(id)}/jump`, { activityId }),
});

export const useGraph = (definitionId: string, version: number) => useQuery({
  queryKey: ['graph', definitionId, version], staleTime: Infinity, queryFn: () => api.get(`/definitions/${part(definitionId)}/versions/${String(version)}/graph`),
});

/** A batch is looked at again while it runs; the page can be left meanwhile. */
export const useBatch = (id: string) => useQuery({
  queryKey: ['operations', 'batch', id], queryFn: () => api.get(`/batches/${part(id)}`), refetchInterval: (query) => (query.state.data && !query.state.data.finishedAt ? 1_500 : false),
});
