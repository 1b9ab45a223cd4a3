import { Problem } from './client';

/** What a form library needs to show the server's findings beside the fields; `name` is the path's parts. */
export function fieldErrors(error: unknown): { name: (string | number)[]; errors: string[] }[] {
  if (!(error instanceof Problem)) return [];
  const byPath = new Map<string, string[]>();
  for (const { path, message } of error.problems) byPath.set(path, [...(byPath.get(path) ?? []), message]);
  return [...byPath].map(([path, errors]) => ({ name: pathParts(path), errors }));
}

/** `data.opinions[2].reason` → `['data', 'opinions', 2, 'reason']`. */
export const pathParts = (path: string): (string | number)[] =>
  [...path.matchAll(/[^.[\]]+/g)].map(([part]) => (/^\d+$/.test(part) ? Number(part) : part));
