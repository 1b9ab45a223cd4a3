import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Notice } from '../api/types';

const size = 200;
const most = 1000;

/** A person's notices, the newest first; beyond a thousand nobody looks back here. */
export function useNotices() {
  return useQuery({
    queryKey: ['notices', 'list'],
    queryFn: async () => {
      const items: Notice[] = [];
      for (let page = 1; ; page++) {
        const answer = await api.get('/notices', { page, size });
        items.push(...answer.items);
        if (answer.items.length < size || items.length >= Math.min(answer.total, most)) return { items, unread: answer.unread };
      }
    },
    staleTime: 15_000,
  });
}
