import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client';

const every = 10_000;

export const useSystem = () => useQuery({ queryKey: ['operations', 'system'], queryFn: () => api.get('/system'), refetchInterval: every });

export const useQueues = () => useQuery({ queryKey: ['operations', 'queues'], queryFn: () => api.get('/system/queues'), refetchInterval: every });

export const useJobs = () => useQuery({ queryKey: ['operations', 'jobs'], queryFn: () => api.get('/jobs'), refetchInterval: every });
