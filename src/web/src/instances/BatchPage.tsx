import { Alert, Button, Popconfirm, Progress, Segmented } from 'antd';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'react-router';
import { api } from '../api/client';
import type { BatchItem, BatchView } from '../api/types';
import { useCommand } from '../api/useCommand';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { DataTable } from '../shell/DataTable';
import { ProblemNote } from '../shell/ProblemNote';
import { Empty, Loaded } from '../shell/states';
import { useBatch } from './queries';

const size = 50;

/** A batch while it runs and afterwards. The page can be left: the work goes on without it. */
export function BatchPage() {
  const { t } = useI18n();
  const { id = '' } = useParams();
  const query = useBatch(id);
  return (
    <div className="page">
      <p className="back"><Link to="/admin/batches">← {t('batch.all')}</Link></p>
      <Loaded query={query} rows={6}>{(batch) => <Told batch={batch} />}</Loaded>
    </div>
  );
}

function Told({ batch }: { batch: BatchView }) {
  const { t, word } = useI18n();
  const cache = useQueryClient();
  const stop = useCommand((_: void, commandId) => api.post(`/batches/${encodeURIComponent(batch.id)}/stop`, { commandId }), { onSuccess: () => void cache.invalidateQueries({ queryKey: ['operations', 'batch', batch.id] }) });
  const running = !batch.finishedAt;
  const through = batch.total - batch.waiting;
  const failed = batch.refused + batch.failed;
  return (
    <>
      <header className="page-head"><h1>{word('batchKind', batch.kind)}</h1><p className="page-sub">{batch.handOver && `${t('handOver.fromTo', { from: batch.handOver.fromName, to: batch.handOver.toName })} · `}{batch.reason}</p><span className="spacer" />
        {running && !batch.stoppedAt && <Popconfirm title={t('batch.stop')} description={t('batch.stopEffect', { n: batch.waiting })} onConfirm={() => stop.submit()}><Button danger loading={stop.isPending}>{t('batch.stop')}</Button></Popconfirm>}
      </header>
      <ProblemNote error={stop.error} />
      <div className="batch-state" aria-live="polite">
        <Progress percent={batch.total === 0 ? 100 : Math.floor((through / batch.total) * 100)} status={running ? 'active' : failed > 0 ? 'exception' : 'success'} aria-label={t('batch.progress')} />
        <p data-testid="batch-counts">{t('batch.counts', { total: batch.total, done: batch.done, refused: batch.refused, failed: batch.failed, waiting: batch.waiting, stopped: batch.stopped })}</p>
        <p className="quiet">{t('batch.by', { name: batch.createdByName, at: minute(batch.createdAt) })}{batch.finishedAt && ` · ${t('batch.finished', { at: minute(batch.finishedAt) })}`}{batch.migration && ` · ${batch.migration.definitionId} ${batch.migration.fromVersion} → ${batch.migration.toVersion}`}</p>
      </div>
      {running && <Alert type="info" showIcon className="note" title={t('batch.leave')} />}
      <Items batch={batch} running={running} />
    </>
  );
}

function Items({ batch, running }: { batch: BatchView; running: boolean }) {
  const { t, word } = useI18n();
  const [search, setSearch] = useSearchParams();
  const status = search.get('status') ?? '';
  const page = Number(search.get('page')) || 1;
  const query = useQuery({
    queryKey: ['operations', 'batch', batch.id, 'items', status, page], placeholderData: keepPreviousData, refetchInterval: running ? 2_000 : false,
    queryFn: () => api.get(`/batches/${encodeURIComponent(batch.id)}/items`, { status: status || undefined, page, size }),
  });
  const go = (next: Record<string, string>) => setSearch(Object.fromEntries(Object.entries({ status, page: '', ...next }).filter(([, value]) => value)), { replace: true });
  return (
    <>
      <div className="filters"><Segmented value={status} onChange={(value) => go({ status: value })} aria-label={t('common.status')}
        options={['', 'Refused', 'Failed', 'Done', 'Waiting', 'Stopped'].map((value) => ({ value, label: value ? word('batchStatus', value) : t('common.all') }))} /></div>
      <Loaded query={query} rows={5}>
        {(answer) => answer.items.length === 0 ? <Empty title={status ? t('state.emptyFiltered') : undefined} /> : (
          <DataTable<BatchItem> label={t('batch.results')} className="grid" size="small" rowKey="seq" dataSource={answer.items} scroll={{ x: 'max-content' }}
            pagination={{ current: answer.page, pageSize: answer.size, total: answer.total, showSizeChanger: false, hideOnSinglePage: true, onChange: (next) => go({ page: String(next) }) }}
            columns={[
              { title: '#', dataIndex: 'seq', align: 'right' },
              ...(batch.handOver ? [{ title: t('handOver.task'), render: (_: unknown, row: BatchItem) => row.taskTitle }] : []),
              { title: t('operation.instance'), render: (_, row) => <Link to={`/admin/instances/${encodeURIComponent(row.instanceId)}`}>{row.instanceId}</Link> },
              { title: t('common.status'), render: (_, row) => <span className={`chip tone-${row.status === 'Done' ? 'done' : row.status === 'Waiting' || row.status === 'Stopped' ? 'idle' : 'issue'}`}>{word('batchStatus', row.status)}</span> },
              { title: t('common.reason'), render: (_, row) => row.message ? <span className="wrap">{row.message} <code className="quiet">{row.code}</code></span> : '' },
              { title: t('common.time'), render: (_, row) => row.at ? minute(row.at) : '' },
            ]} />
        )}
      </Loaded>
    </>
  );
}
