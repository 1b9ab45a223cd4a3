import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(max-width: 760px)');
const subscribe = (changed: () => void) => {
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};

/** A phone, or a window as narrow as one: tables become cards. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => query.matches);
