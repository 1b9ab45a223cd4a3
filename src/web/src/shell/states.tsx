import { Button, Skeleton } from 'antd';
import { CloudOff, FileSearch, Inbox, Lock, TriangleAlert } from './symbols';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { NoAnswer, Problem } from '../api/client';
import { useI18n } from '../i18n';

function Plate({ symbol, title, text, children, role, heading: Heading = 'h2' }: { symbol: ReactNode; title: ReactNode; text?: ReactNode; children?: ReactNode; role?: 'alert' | 'status'; heading?: 'h1' | 'h2' }) {
  return (
    <div className="plate" role={role}>
      <div className="plate-symbol" aria-hidden>{symbol}</div>
      <Heading>{title}</Heading>
      {text && <p>{text}</p>}
      {children && <div className="plate-actions">{children}</div>}
    </div>
  );
}

export function Empty({ title, text, children }: { title?: ReactNode; text?: ReactNode; children?: ReactNode }) {
  const { t } = useI18n();
  return <Plate symbol={<Inbox />} title={title ?? t('state.empty')} text={text} role="status">{children}</Plate>;
}

export function NotFound() {
  const { t } = useI18n();
  return (
    <Plate symbol={<FileSearch />} title={t('state.notFound')} text={t('state.notFoundText')} heading="h1">
      <Link to="/"><Button type="primary">{t('state.home')}</Button></Link>
    </Plate>
  );
}

/** What went wrong while reading, and the way on. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useI18n();
  const again = retry && <Button onClick={retry}>{t('common.retry')}</Button>;
  if (error instanceof NoAnswer) return <Plate symbol={<CloudOff />} title={t('state.offline')} text={t('state.offlineText')} role="alert">{again}</Plate>;
  if (error instanceof Problem && error.status === 403) return <Plate symbol={<Lock />} title={t('state.forbidden')} text={error.detail || t('state.forbiddenText')} role="alert"><Link to="/"><Button>{t('state.home')}</Button></Link></Plate>;
  if (error instanceof Problem && error.status === 404) return <NotFound />;
  const problem = error instanceof Problem ? error : null;
  return (
    <Plate symbol={<TriangleAlert />} title={t('state.error')} role="alert"
      text={<>{problem?.detail || t('state.errorText')}{problem?.traceId && <><br /><small>{t('state.trace')} {problem.traceId}</small></>}</>}>
      {again}
    </Plate>
  );
}

export function Loading({ rows = 8 }: { rows?: number }) {
  const { t } = useI18n();
  return <div className="loading" role="status" aria-label={t('state.loading')}><Skeleton active title={false} paragraph={{ rows, width: Array.from({ length: rows }, (_, i) => `${96 - ((i * 13) % 40)}%`) }} /></div>;
}

/** One of loading, failure or the page. Data already shown stays while it is fetched anew. */
export function Loaded<T>({ query, rows, children }: { query: { data: T | undefined; error: unknown; refetch: () => unknown }; rows?: number; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <Failure error={query.error} retry={() => void query.refetch()} />;
  return <Loading rows={rows} />;
}
