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
    case 'matters': return [['matters'], ['matter']];
    case 'operations': return [['operations']];
    // Whoever asks or decides something rings a bell.
    case 'notices': return [['notices'], ['requests']];
    default: return [[kind ?? '']];
  }
}

const refresh = (client: QueryClient, topic: string) => {
  for (const queryKey of staleKeys(topic)) void client.invalidateQueries({ queryKey });
  if (topic === 'tasks') void client.invalidateQueries({ queryKey: ['notices'] });
};

const patience = 8_000;

/** Told to the window when the host answers again after it did not: what is still to be sent is sent now. */
export const hostIsBack = 'orchestrator:host-is-back';

/**
 * Listens while somebody is signed in. After a gap everything shown is fetched anew, since topics were missed. False
 * once the line has been down for longer than the server's ordinary renewal of it.
 */
export function useLive(active: boolean): boolean {
  const client = useQueryClient();
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    if (!active) return undefined;
    let source: EventSource;
    let missed = false;
    let waiting = new Set<string>();
    let batch: number | undefined;
    let alarm: number | undefined;
    let again: number | undefined;
    const listen = () => {
      source = new EventSource('/api/v1/events');
      source.addEventListener('open', () => {
        window.clearTimeout(alarm);
        alarm = undefined;
        setConnected(true);
        if (missed) {
          void client.invalidateQueries();
          window.dispatchEvent(new Event(hostIsBack));
        }
        missed = false;
      });
      source.addEventListener('error', () => {
        missed = true;
        alarm ??= window.setTimeout(() => setConnected(false), patience);
        // The browser gives up for good when the answer is a refusal: the session may have ended.
        if (source.readyState === EventSource.CLOSED) {
          void client.invalidateQueries({ queryKey: ['session'] });
          again = window.setTimeout(listen, patience);
        }
      });
      source.addEventListener('changed', (event) => {
        waiting.add((JSON.parse((event as MessageEvent<string>).data) as { topic: string }).topic);
        // Sixty cases leaving a barrier are one refresh, not sixty.
        batch ??= window.setTimeout(() => {
          batch = undefined;
          const topics = waiting;
          waiting = new Set();
          topics.forEach((topic) => refresh(client, topic));
        }, 400);
      });
    };
    listen();
    const poll = window.setInterval(() => missed && void client.invalidateQueries({ queryKey: ['tasks'] }), 30_000);
    return () => {
      source.close();
      window.clearInterval(poll);
      for (const timer of [batch, alarm, again]) window.clearTimeout(timer);
    };
  }, [active, client]);
  return connected;
}
