import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** Which cached reads a topic of the live feed makes stale. */
export function staleKeys(topic: string): string[][] {
  const [kind, ...rest] = topic.split(':');
  const id = rest.join(':');
  switch (kind) {
    case 'tasks': return [['tasks'], ['task']];
    case 'case': return [['case', id], ['cases', id]];
    case 'campaign': return [['campaign', id], ['campaigns']];
    case 'operations': return [['operations']];
    case 'notices': return [['notices']];
    default: return [[kind ?? '']];
  }
}

const refresh = (client: QueryClient, topic: string) => {
  for (const queryKey of staleKeys(topic)) void client.invalidateQueries({ queryKey });
  if (topic === 'tasks') void client.invalidateQueries({ queryKey: ['notices'] });
};

/** Listens while somebody is signed in. After a gap everything shown is fetched anew, since topics were missed. */
export function useLive(active: boolean): boolean {
  const client = useQueryClient();
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    if (!active) return undefined;
    let missed = false;
    let waiting = new Set<string>();
    let timer: number | undefined;
    const source = new EventSource('/api/v1/events');
    source.addEventListener('open', () => {
      setConnected(true);
      if (missed) void client.invalidateQueries();
      missed = false;
    });
    source.addEventListener('error', () => {
      missed = true;
      setConnected(false);
    });
    source.addEventListener('changed', (event) => {
      waiting.add((JSON.parse((event as MessageEvent<string>).data) as { topic: string }).topic);
      // Sixty cases leaving a barrier are one refresh, not sixty.
      timer ??= window.setTimeout(() => {
        timer = undefined;
        const topics = waiting;
        waiting = new Set();
        topics.forEach((topic) => refresh(client, topic));
      }, 250);
    });
    const poll = window.setInterval(() => missed && void client.invalidateQueries({ queryKey: ['tasks'] }), 30_000);
    return () => {
      source.close();
      window.clearInterval(poll);
      if (timer !== undefined) window.clearTimeout(timer);
    };
  }, [active, client]);
  return connected;
}
