import { useCallback, useEffect, useRef, useState } from 'react';
import { NoAnswer, Problem } from '../api/client';
import { hostIsBack } from '../api/useLive';
import { readBackup, removeBackup, writeBackup } from './backup';

export type SaveState = 'clean' | 'dirty' | 'saving' | 'saved' | 'offline' | 'refused' | 'conflict';

/**
 * Saves what is typed a moment after the last keystroke, one save at a time, the newest always last. What the server has
 * not confirmed is also kept in this browser tab and comes back after a reload. `basis` tells which stored state the text was
 * begun from; it travels with the local copy.
 */
export function useAutosave<T>({ key, initial, basis, save, enabled = true, delay = 1000 }: {
  key: string; initial: T; basis: number; save: (value: T) => Promise<unknown>; enabled?: boolean; delay?: number;
}) {
  const [restored] = useState(() => (enabled ? readBackup<T>(key) : null));
  const [value, setValue] = useState<T>(restored ? restored.value : initial);
  const [state, setState] = useState<SaveState>(restored ? 'dirty' : 'clean');
  const [error, setError] = useState<unknown>(null);
  const latest = useRef(value);
  const counter = useRef(restored ? 1 : 0);
  const stored = useRef(0);
  const running = useRef<Promise<void> | null>(null);
  const timer = useRef<number | undefined>(undefined);
  const saver = useRef(save);
  const base = useRef(restored?.basis ?? basis);
  const alive = useRef(true);
  useEffect(() => { saver.current = save; });

  const run = useCallback(async (): Promise<void> => {
    if (running.current) {
      await running.current.catch(() => undefined);
      if (counter.current === stored.current) return;
    }
    const mark = counter.current;
    const attempt = (async () => {
      if (alive.current) setState('saving');
      await saver.current(latest.current);
      stored.current = mark;
      if (counter.current === mark) removeBackup(key);
      if (alive.current) { setError(null); setState(counter.current === mark ? 'saved' : 'dirty'); }
    })();
    running.current = attempt;
    try {
      await attempt;
    } catch (failure) {
      if (alive.current) {
        setError(failure);
        setState(failure instanceof NoAnswer || (failure instanceof Problem && failure.status >= 500) ? 'offline' : failure instanceof Problem && failure.status === 409 ? 'conflict' : 'refused');
      }
      throw failure;
    } finally {
      if (running.current === attempt) running.current = null;
    }
  }, [key]);

  const later = useCallback((wait: number) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void run().catch(() => undefined), wait);
  }, [run]);

  const change = useCallback((next: T | ((now: T) => T)) => {
    latest.current = typeof next === 'function' ? (next as (now: T) => T)(latest.current) : next;
    counter.current++;
    setValue(latest.current);
    writeBackup(key, latest.current, base.current);
    setState((s) => (s === 'conflict' ? s : 'dirty'));
    later(delay);
  }, [key, later, delay]);

  /** Fills in what the form starts with; nobody typed it, so nothing is stored yet. */
  const preset = useCallback((next: (now: T) => T) => {
    latest.current = next(latest.current);
    setValue(latest.current);
  }, []);

  /** Takes over what is stored now; what was typed here is given up. */
  const replace = useCallback((next: T, nextBasis: number) => {
    window.clearTimeout(timer.current);
    latest.current = next;
    base.current = nextBasis;
    counter.current++;
    stored.current = counter.current;
    removeBackup(key);
    setValue(next);
    setError(null);
    setState('clean');
  }, [key]);

  const rebase = useCallback((nextBasis: number) => { base.current = nextBasis; }, []);

  /** Resolves when everything typed is stored; rejects with what prevented it. */
  const flush = useCallback(async () => {
    window.clearTimeout(timer.current);
    if (counter.current !== stored.current || running.current) await run();
  }, [run]);

  const discard = useCallback(() => { window.clearTimeout(timer.current); stored.current = counter.current; removeBackup(key); setState('clean'); }, [key]);

  useEffect(() => {
    if (state !== 'offline') return undefined;
    const again = window.setInterval(() => void run().catch(() => undefined), 15_000);
    const online = () => void run().catch(() => undefined);
    const events = ['online', hostIsBack];
    events.forEach((name) => window.addEventListener(name, online));
    return () => { window.clearInterval(again); events.forEach((name) => window.removeEventListener(name, online)); };
  }, [state, run]);

  const unsaved = state !== 'clean' && state !== 'saved';
  useEffect(() => {
    if (!unsaved || !enabled) return undefined;
    const guard = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', guard);
    return () => window.removeEventListener('beforeunload', guard);
  }, [unsaved, enabled]);

  useEffect(() => {
    alive.current = true;
    if (counter.current !== stored.current && enabled) later(delay);
    return () => {
      alive.current = false;
      window.clearTimeout(timer.current);
      if (counter.current !== stored.current && !running.current) void run().catch(() => undefined);
    };
  }, [run, later, delay, enabled]);

  return { value, change, preset, replace, rebase, flush, discard, state, error, restored: restored !== null, restoredBasis: restored?.basis };
}
