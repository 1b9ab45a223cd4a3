import { createContext, use, useMemo, type ReactNode } from 'react';
import type { FieldProblem } from '../api/types';
import { fieldPath } from './schema';

const Context = createContext<Map<string, string[]>>(new Map());

/** Puts every problem beside the field it names. */
export function Problems({ problems, children }: { problems: FieldProblem[]; children: ReactNode }) {
  const byPath = useMemo(() => {
    const map = new Map<string, string[]>();
    for (const problem of problems) {
      const path = fieldPath(problem.path);
      map.set(path, [...(map.get(path) ?? []), problem.message]);
    }
    return map;
  }, [problems]);
  return <Context value={byPath}>{children}</Context>;
}

export const useProblemsAt = (path: string): string[] => use(Context).get(path) ?? nothing;
const nothing: string[] = [];
