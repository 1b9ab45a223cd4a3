import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Search } from '../api/routes';

/** Everything about supervisions is read under this key; the live topic of the same name makes it stale. */
export const supervisionsKey = 'supervisions';

export const useSupervisions = (search: Search<'get', '/supervisions'>, enabled = true) =>
  useQuery({ queryKey: [supervisionsKey, search], queryFn: () => api.get('/supervisions', search), placeholderData: keepPreviousData, enabled });

/** The open ones that concern the reader, for chips and the number in the menu. */
export const useSupervisionMarks = (enabled = true) =>
  useQuery({ queryKey: [supervisionsKey, 'marks'], queryFn: () => api.get('/supervisions/marks'), staleTime: 15_000, enabled });

/** Where a flow is shown; matters and transfers have ids of their own kind. */
export const flowLink = (rootId: string) => `/${rootId.startsWith('m-') ? 'matters' : rootId.startsWith('t-') ? 'transfers' : 'cases'}/${encodeURIComponent(rootId)}`;
