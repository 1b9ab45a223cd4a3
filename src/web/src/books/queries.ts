import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import { transfersKey } from '../transfers/queries';

// A transfer changes the books: they are read anew when one does.
export const useAccounts = (unit: string) => useQuery({ queryKey: [transfersKey, 'accounts', unit], queryFn: () => api.get(`/organization/units/${encodeURIComponent(unit)}`), retry: false });

export const useBudget = (unit: string) => useQuery({ queryKey: [transfersKey, 'budget', unit], queryFn: () => api.get(`/finance/units/${encodeURIComponent(unit)}`), retry: false });
