import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../api/client';

const of = (id: string) => `/tasks/${encodeURIComponent(id)}` as const;

/** What can be done with a task, by whom it is decided, and where it can be sent back to. It hangs on the revision: any deed changes it. */
export const useDesk = (id: string, revision: number) => useQuery({
  queryKey: ['task', id, 'desk', revision], queryFn: () => api.get(`${of(id)}/desk`),
  // What could be done a moment ago stays until it is known anew: an open menu does not close under the hand.
  placeholderData: (before, query) => (query?.queryKey[1] === id ? before : undefined),
});

export const useReturnPreview = (id: string, to: string | undefined, straight: boolean, siblingsGoOn: boolean) => useQuery({
  queryKey: ['task', id, 'return', to, straight, siblingsGoOn], enabled: Boolean(to), retry: false, gcTime: 0,
  queryFn: () => api.get(`${of(id)}/return-preview`, { to, straight, siblingsGoOn }),
});

export const useCallBackPreview = (id: string, withdraw: boolean) => useQuery({
  queryKey: ['task', id, 'call-back', withdraw], retry: false, gcTime: 0, queryFn: () => api.get(`${of(id)}/call-back-preview`, { withdraw }),
});

/** Leaders (领导), of one unit or of all. */
export const useLeaders = (unitId?: string) => useQuery({ queryKey: ['people', unitId ?? null, 'LD'], staleTime: 60_000, queryFn: () => api.get('/people', { unitId, role: 'LD' }) });

/** @param everybody Without a unit all people of all units, as many as the server gives. */
export const usePeople = (unitId: string | undefined, name: string, everybody = false) => useQuery({
  queryKey: ['people', unitId ?? null, name], enabled: everybody || Boolean(unitId) || name.trim() !== '', staleTime: 60_000, queryFn: () => api.get('/people', { unitId, q: name.trim() }),
});

/** People of all units by a part of the name; what was found before stays until there is more. */
export const useNamed = (name: string) => useQuery({
  queryKey: ['people', null, name.trim()], enabled: name.trim() !== '', staleTime: 60_000, placeholderData: keepPreviousData, queryFn: () => api.get('/people', { q: name.trim() }),
});
