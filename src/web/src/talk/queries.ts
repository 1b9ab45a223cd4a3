import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';

/** Everything people write to each other is read under this key; the live topic `talk` makes it stale. */
export const talkKey = 'talk';

export const useTaskQuestions = (taskId: string) =>
  useQuery({ queryKey: [talkKey, 'task', taskId], queryFn: () => api.get(`/tasks/${encodeURIComponent(taskId)}/questions`) });

export const useTalkCounts = (enabled: boolean) =>
  useQuery({ queryKey: [talkKey, 'counts'], queryFn: async () => {
    const [questions, copies] = await Promise.all([api.get('/questions', { size: 1 }), api.get('/copies', { size: 1 })]);
    return { toMe: questions.counts.toMe, unread: copies.counts.unread };
  }, staleTime: 15_000, enabled });
