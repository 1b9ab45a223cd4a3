import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, Problem } from '../../api/client';
import { hostIsBack } from '../../api/useLive';
import { commandOf, readBatch, writeBatch, type BatchedTask, type DecisionBatch } from './record';

/** What the server's no means for this task; null when it is no answer yet and has to be asked for again. */
const refusalOf = (error: unknown): string | null =>
  error instanceof Problem && error.status < 500 && ![401, 429].includes(error.status) && error.code !== 'csrf' && error.code !== 'password-change-required' ? error.message : null;

/**
 * Decides what waits, one after another. What came of each is written down before the next is begun; a task whose answer was
 * lost is asked for again under the same command id, so it is decided once however often the page is opened.
 */
export function useBatchRun(id: string, user: string): { batch: DecisionBatch | null; away: boolean; again: () => void } {
  const client = useQueryClient();
  const [batch, show] = useState(() => { const found = readBatch(id); return found?.user === user ? found : null; });
  const [away, setAway] = useState(false);
  const [turn, setTurn] = useState(0);
  const mine = batch !== null;
  useEffect(() => {
    if (!mine) return undefined;
    let left = false;
    let later: number | undefined;
    const set = (taskId: string, change: Partial<BatchedTask>) => {
      const now = readBatch(id)!;
      const next = { ...now, items: now.items.map((item) => (item.id === taskId ? { ...item, ...change } : item)) };
      writeBatch(next);
      show(next);
    };
    const run = async () => {
      for (;;) {
        const now = readBatch(id);
        const item = now?.items.find((one) => one.state === 'waiting');
        if (left || !now || !item) break;
        try {
          await api.post(`/tasks/${encodeURIComponent(item.id)}/complete`, {
            commandId: commandOf(now, item.id), revision: item.revision, outcome: now.outcome, data: item.comment && now.comment ? { comment: now.comment } : {},
          });
          set(item.id, { state: 'done', message: undefined });
          setAway(false);
        } catch (error) {
          const refusal = refusalOf(error);
          if (refusal === null) {
            setAway(true);
            later = window.setTimeout(() => setTurn((n) => n + 1), 3_000);
            break;
          }
          set(item.id, { state: 'refused', message: refusal });
        }
      }
      for (const key of ['tasks', 'task', 'case', 'cases', 'campaign', 'notices']) void client.invalidateQueries({ queryKey: [key] });
    };
    // Two windows on the same batch: one works, the other one shows what has been written down.
    const turnTaken = async () => {
      if ('locks' in navigator) await navigator.locks.request(`decisions:${id}`, run);
      else await run();
      if (!left) show(readBatch(id));
    };
    void turnTaken();
    const back = () => setTurn((n) => n + 1);
    const written = (event: StorageEvent) => { if (event.key === `decisions:${id}`) show(readBatch(id)); };
    window.addEventListener(hostIsBack, back);
    window.addEventListener('storage', written);
    return () => {
      left = true;
      window.clearTimeout(later);
      window.removeEventListener(hostIsBack, back);
      window.removeEventListener('storage', written);
    };
  }, [client, id, mine, turn]);
  return {
    batch, away,
    again() {
      const now = readBatch(id)!;
      const next = { ...now, attempt: now.attempt + 1, items: now.items.map((item) => (item.state === 'refused' ? { ...item, state: 'waiting' as const, message: undefined } : item)) };
      writeBatch(next);
      show(next);
      setTurn((n) => n + 1);
    },
  };
}
