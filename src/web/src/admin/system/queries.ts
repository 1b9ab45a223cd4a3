import { useQuery } from '@tanstack/react-query';
import { useService } from '../services/useService';

const every = 10_000;

export function useSystem() {
  const { name, api } = useService();
  return useQuery({ queryKey: ['operations', 'system', name], queryFn: () => api.get('/system'), refetchInterval: every });
}

export function useQueues() {
  const { name, api } = useService();
  return useQuery({ queryKey: ['operations', 'queues', name], queryFn: () => api.get('/system/queues'), refetchInterval: every });
}

export function useJobs() {
  const { name, api } = useService();
  return useQuery({ queryKey: ['operations', 'jobs', name], queryFn: () => api.get('/jobs'), refetchInterval: every });
}
