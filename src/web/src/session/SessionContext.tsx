import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useMemo, type ReactNode } from 'react';
import { api, connect } from '../api/client';
import type { Session, User } from '../api/types';

interface SessionValue {
  session: Session;
  /** The server's clock at this moment; in the demo it is a simulated one. */
  now: () => string;
  has: (...roles: string[]) => boolean;
  refresh: () => Promise<unknown>;
}

let expired = false;
/** Whether the last session ended by itself, not by signing out. */
export const hasExpired = (): boolean => expired;

const Context = createContext<SessionValue | null>(null);

export function useSessionQuery() {
  return useQuery({
    queryKey: ['session'],
    queryFn: async () => ({ session: await api.get('/session'), at: Date.now() }),
    staleTime: 60_000,
    refetchInterval: (query) => (isBuilding(query.state.data?.session) ? 2_000 : query.state.status === 'error' ? 5_000 : 5 * 60_000),
    retry: 2,
  });
}

/** The demonstration plays its history after the start; until then its numbers are not final. */
export const isBuilding = (session: Session | undefined): boolean => session?.demo != null && session.demo.progress < 1;

export function SessionProvider({ value: { session, at }, children }: { value: { session: Session; at: number }; children: ReactNode }) {
  const client = useQueryClient();
  connect(
    session.csrf,
    async () => (await client.fetchQuery({ queryKey: ['session'], queryFn: async () => ({ session: await api.get('/session'), at: Date.now() }), staleTime: 0 })).session.csrf,
    () => { expired = true; void client.invalidateQueries({ queryKey: ['session'] }); },
  );
  useEffect(() => {
    if (session.user) expired = false;
    else client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' && query.queryKey[0] !== 'demo-accounts' });
  }, [client, session.user]);
  const value = useMemo<SessionValue>(
    () => ({
      session,
      now: () => new Date(Date.parse(session.now) + Date.now() - at).toISOString(),
      has: (...roles) => roles.some((role) => session.user?.roles.includes(role)),
      refresh: () => client.invalidateQueries({ queryKey: ['session'] }),
    }),
    [session, at, client],
  );
  return <Context value={value}>{children}</Context>;
}

export function useSession(): SessionValue {
  const value = use(Context);
  if (!value) throw new Error('useSession outside SessionProvider');
  return value;
}

export function useUser(): User {
  const { session } = useSession();
  if (!session.user) throw new Error('Signed-in pages only');
  return session.user;
}
