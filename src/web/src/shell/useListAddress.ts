import { useSearchParams } from 'react-router';

/** What is looked for in a list and its page, kept in the address: shareable, there again after a reload. */
export function useListAddress(names: readonly string[]) {
  const [search, setSearch] = useSearchParams();
  const get = (name: string): string => search.get(name) ?? '';
  return {
    q: get('q'),
    page: Number(get('page')) || 1,
    get,
    limited: ['q', ...names].some((name) => get(name) !== ''),
    /** A changed condition begins at the first page again. */
    go(next: Record<string, string>) {
      const wanted = new URLSearchParams(search);
      for (const [name, value] of Object.entries({ page: '', ...next })) if (value && !(name === 'page' && value === '1')) wanted.set(name, value); else wanted.delete(name);
      setSearch(wanted, { replace: true });
    },
    clear: () => setSearch({}, { replace: true }),
  };
}
