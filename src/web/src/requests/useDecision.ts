import { useQueryClient } from '@tanstack/react-query';
import { api, Problem } from '../api/client';
import { useCommand } from '../api/useCommand';

export interface Decision { approve: boolean; comment: string }

/** Decides a request; what it changes is read anew, also when somebody else has decided meanwhile. */
export function useDecision(kind: 'withdrawals' | 'extension-requests', id: string) {
  const cache = useQueryClient();
  const refresh = () => { for (const key of ['requests', 'case', 'tasks', 'task', 'campaign', 'notices']) void cache.invalidateQueries({ queryKey: [key] }); };
  return useCommand(({ approve, comment }: Decision, commandId) => api.post(`/${kind}/${encodeURIComponent(id)}/decide`, { commandId, approve, comment: comment.trim() || null }), {
    onSuccess: refresh,
    onError: (error) => { if (error instanceof Problem && error.status < 500) refresh(); },
  });
}
