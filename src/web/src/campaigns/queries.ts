import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { CampaignSummary, Unit } from '../api/types';

const list = <T,>(answer: T[] | { items: T[] }): T[] => (Array.isArray(answer) ? answer : answer.items);

export const getList = async <T,>(path: string, query?: Parameters<typeof api.get>[1]): Promise<T[]> => list(await api.get<T[] | { items: T[] }>(path, query));

export const useUnits = () => useQuery({ queryKey: ['units'], queryFn: () => getList<Unit>('/units'), staleTime: 5 * 60_000 });
export const useCampaigns = () => useQuery({ queryKey: ['campaigns'], queryFn: () => getList<CampaignSummary>('/campaigns'), staleTime: 60_000 });
