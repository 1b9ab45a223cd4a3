import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';

export const useUnits = () => useQuery({ queryKey: ['units'], queryFn: () => api.get('/units'), staleTime: 5 * 60_000 });
export const useCampaigns = () => useQuery({ queryKey: ['campaigns'], queryFn: () => api.get('/campaigns'), staleTime: 60_000 });
