import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { api, apiOf } from '../../api/client';

/** Whose database an operator looks into: the service in the address, or null where people work. */
export function useService() {
  const [search] = useSearchParams();
  const name = search.get('service');
  return {
    name,
    api: apiOf(name),
    /** An operator's page of the same service. */
    to: (address: string) => (name === null ? address : `${address}${address.includes('?') ? '&' : '?'}service=${encodeURIComponent(name)}`),
  };
}

/** Every service of the installation; none where all are one process. */
export const useServices = () => useQuery({ queryKey: ['operations', 'services'], queryFn: () => api.get('/system/services'), refetchInterval: 10_000 });
