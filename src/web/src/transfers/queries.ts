import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Search } from '../api/routes';

/** Everything about transfers is read under this key; the live topic of the same name makes it stale. */
export const transfersKey = 'transfers';

export const useTransfers = (search: Search<'get', '/transfers'>) =>
  useQuery({ queryKey: [transfersKey, 'list', search], queryFn: () => api.get('/transfers', search), placeholderData: keepPreviousData });

export const useTransfer = (id: string) => useQuery({ queryKey: [transfersKey, 'one', id], queryFn: () => api.get(`/transfers/${encodeURIComponent(id)}`) });

export const usePeople = (search: Search<'get', '/human-resources/people'>, enabled = true) =>
  useQuery({ queryKey: ['people', search], queryFn: () => api.get('/human-resources/people', search), placeholderData: keepPreviousData, enabled });

/** Who the keys are, for those whom human resources tells it. */
export const useNames = (personKeys: string[]) =>
  useQuery({ queryKey: ['people', 'named', personKeys], queryFn: () => api.post('/human-resources/people/find', { personKeys }), enabled: personKeys.length > 0, retry: false });

/** How many people one question may name. */
export const mostNames = 500;
