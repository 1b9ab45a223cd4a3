import type { ReactNode } from 'react';
import { Problem } from '../api/client';
import { useI18n } from '../i18n';
import { Failure, Loading } from '../shell/states';

/** A part that may not be shown, is not there, or has failed says so without taking the other parts with it. */
export function Part<T>({ title, query, none, testid, children }: { title: string; query: { data: T | undefined; error: unknown; refetch: () => unknown }; none: string; testid: string; children: (data: T) => ReactNode }) {
  const { t } = useI18n();
  const problem = query.error instanceof Problem ? query.error : null;
  return (
    <section className="panel transfer-part" aria-label={title} data-testid={testid}>
      <h2>{title}</h2>
      {query.data !== undefined ? children(query.data) : problem?.status === 403 ? <p className="quiet">{t('books.hidden')}</p> : problem?.status === 404 ? <p className="quiet">{none}</p> : query.error ? <Failure error={query.error} retry={() => void query.refetch()} /> : <Loading rows={3} />}
    </section>
  );
}
