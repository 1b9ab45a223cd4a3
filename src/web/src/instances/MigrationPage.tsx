import { Alert, Button, Select } from 'antd';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { api } from '../api/client';
import type { MigrationAnswer, MigrationPair } from '../api/types';
import { useCommand } from '../api/useCommand';
import { useI18n } from '../i18n';
import { DataTable } from '../shell/DataTable';
import { Empty, Failure, Loaded } from '../shell/states';
import { changesOf, readChanges, writeChanges } from './migrationMap';
import { useGraph } from './queries';
import { ReasonDialog } from './ReasonDialog';

const size = 50;

/** Which definition, from which version to which, which activity becomes which: all of it lives in the address. */
export function MigrationPage() {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const id = search.get('definition') ?? '';
  const [from, to] = [Number(search.get('from')) || 0, Number(search.get('to')) || 0];
  const definitions = useQuery({ queryKey: ['definitions'], queryFn: () => api.get('/definitions') });
  const versions = useQuery({ queryKey: ['definitions', id], enabled: id !== '', queryFn: () => api.get(`/definitions/${encodeURIComponent(id)}/versions`) });
  const go = (next: Record<string, string>) => {
    const wanted = new URLSearchParams(search);
    for (const [name, value] of Object.entries({ page: '', ...next })) if (value) wanted.set(name, value); else wanted.delete(name);
    setSearch(wanted, { replace: true });
  };
  const options = (versions.data ?? []).map((one) => ({ value: one.version, label: t('definition.version', { n: one.version }) }));
  return (
    <div className="page">
      <header className="page-head"><h1>{t('migration.title')}</h1><p className="page-sub">{t('migration.text')}</p></header>
      <div className="filters migration-choice">
        <label>{t('operation.definition')}<Select className="wide" value={id || undefined} showSearch optionFilterProp="label" placeholder={t('migration.choose')} loading={definitions.isFetching} data-testid="migration-definition"
          options={(definitions.data ?? []).map((one) => ({ value: one.definitionId, label: `${one.name}（${one.definitionId}）` }))} onChange={(value: string) => setSearch({ definition: value }, { replace: true })} /></label>
        <label>{t('migration.from')}<Select value={from || undefined} disabled={!versions.data} options={options.filter((one) => one.value !== to)} onChange={(value: number) => go({ from: String(value), map: '' })} data-testid="migration-from" /></label>
        <label>{t('migration.to')}<Select value={to || undefined} disabled={!versions.data} options={options.filter((one) => one.value !== from)} onChange={(value: number) => go({ to: String(value), map: '' })} data-testid="migration-to" /></label>
      </div>
      {definitions.error ? <Failure error={definitions.error} retry={() => void definitions.refetch()} /> : null}
      {id && from && to && from !== to ? <Mapped key={`${id} ${from} ${to}`} id={id} from={from} to={to} changes={search.get('map') ?? ''} page={Number(search.get('page')) || 1} go={go} />
        : <Empty title={t('migration.choose')} text={t('migration.chooseText')} />}
    </div>
  );
}

interface Chosen { id: string; from: number; to: number; changes: string; page: number; go: (next: Record<string, string>) => void }

function Mapped(chosen: Chosen) {
  const { id, from, to } = chosen;
  const proposal = useQuery({ queryKey: ['operations', 'migration-map', id, from, to], retry: false, queryFn: () => api.get(`/definitions/${encodeURIComponent(id)}/migration/map`, { from, to }) });
  return <Loaded query={proposal} rows={6}>{(pairs) => <Ready {...chosen} pairs={pairs} />}</Loaded>;
}

function Ready({ id, from, to, changes, page, go, pairs }: Chosen & { pairs: MigrationPair[] }) {
  const { t, word } = useI18n();
  const navigate = useNavigate();
  const [asking, ask] = useState(false);
  const [all, showAll] = useState(false);
  const changed = readChanges(changes);
  const activities = changesOf(pairs, changed);
  const graph = useGraph(id, to);
  const trial = useQuery({
    queryKey: ['operations', 'migration', id, from, to, changes, page], placeholderData: keepPreviousData, retry: false,
    queryFn: () => api.post(`/definitions/${encodeURIComponent(id)}/migration/preview`, { fromVersion: from, toVersion: to, activities, page, size }),
  });
  const start = useCommand((reason: string, commandId) => api.post('/batches', {
    commandId, kind: 'Migrate', reason, selection: { instanceIds: null, definitionId: id, version: from, status: null, withIncidents: null, text: null },
    migration: { definitionId: id, fromVersion: from, toVersion: to, activities },
  }), { onSuccess: (batch) => void navigate(`/admin/batches/${encodeURIComponent(batch.id)}`) });
  const open = pairs.filter((pair) => pair.reason !== 'same-id' || changed.has(pair.from));
  const shown = all ? pairs : open;
  return (
    <>
      <section className="versions">
        <h2>{t('migration.map')}</h2>
        <p className="quiet">{t('migration.mapText', { same: pairs.length - open.length })} <Button size="small" type="link" onClick={() => showAll(!all)}>{t(all ? 'migration.showOpen' : 'migration.showAll')}</Button></p>
        {shown.length > 0 && (
          <DataTable<MigrationPair> label={t('migration.map')} className="grid" size="small" rowKey="from" dataSource={shown} pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }} scroll={{ x: 'max-content' }}
            columns={[
              { title: t('migration.from'), render: (_, row) => <><b>{row.name}</b> <code className="quiet">{row.from}</code><br /><small className="quiet">{row.type}</small></> },
              { title: t('migration.to'), render: (_, row) => (
                <Select className="migration-target" aria-label={`${t('migration.to')} ${row.from}`} showSearch optionFilterProp="label" placeholder={t('migration.noCounterpart')} value={activities[row.from] ?? row.to ?? undefined}
                  options={(graph.data?.nodes ?? []).filter((node) => node.type === row.type).map((node) => ({ value: node.id, label: `${node.name}（${node.id}）` }))}
                  onChange={(value: string) => go({ map: writeChanges(new Map(changed).set(row.from, value)) })} />
              ) },
              { title: t('migration.why'), render: (_, row) => changed.has(row.from) ? t('migration.byHand') : word('migrationReason', row.reason) },
            ]} />
        )}
      </section>
      <section className="versions">
        <h2>{t('migration.trial')}</h2>
        {trial.error ? <Failure error={trial.error} retry={() => void trial.refetch()} /> : (
          <Loaded query={trial} rows={6}>
            {(answer) => answer.total === 0 ? <Empty title={t('migration.nobody')} text={t('migration.nobodyText', { n: from })} /> : (
              <div className={trial.isFetching ? 'stale' : undefined}>
                <Trial answer={answer} go={go} />
                <Alert className="note" type="info" showIcon title={t('migration.kept')} />
                <Button type="primary" onClick={() => ask(true)} disabled={trial.isFetching} data-testid="start-migration">{t('migration.start', { n: answer.total })}</Button>
              </div>
            )}
          </Loaded>
        )}
      </section>
      {asking && <ReasonDialog title={t('migration.begin')} effect={t('migration.effect', { n: trial.data?.total ?? 0, from, to })} danger pending={start.isPending} error={start.error} submit={(reason) => start.submit(reason)} close={() => { start.reset(); ask(false); }} />}
    </>
  );
}

function Trial({ answer, go }: { answer: { items: MigrationAnswer[]; total: number; page: number; size: number }; go: Chosen['go'] }) {
  const { t } = useI18n();
  const possible = answer.items.filter((item) => item.possible).length;
  return (
    <>
      <p data-testid="trial-counts" aria-live="polite">{t('migration.counts', { total: answer.total, shown: answer.items.length, possible, not: answer.items.length - possible })}</p>
      <DataTable<MigrationAnswer> label={t('migration.trial')} className="grid" size="small" rowKey={(row) => row.instance.id} dataSource={answer.items} scroll={{ x: 'max-content' }}
        pagination={{ current: answer.page, pageSize: answer.size, total: answer.total, showSizeChanger: false, hideOnSinglePage: true, onChange: (page) => go({ page: page > 1 ? String(page) : '' }) }}
        columns={[
          { title: t('operation.instance'), render: (_, row) => <><Link to={`/admin/instances/${encodeURIComponent(row.instance.id)}`}>{row.instance.name ?? row.instance.id}</Link><br /><code className="quiet">{row.instance.id}</code></> },
          { title: t('migration.possible'), render: (_, row) => <span className={`chip tone-${row.possible ? 'done' : 'issue'}`}>{t(row.possible ? 'migration.can' : 'migration.cannot')}</span> },
          { title: t('common.reason'), render: (_, row) => row.findings.length === 0 ? '' : <ul className="findings">{row.findings.map((finding, n) => <li key={n} className={finding.refuses ? undefined : 'quiet'}>{finding.message}</li>)}</ul> },
        ]} />
    </>
  );
}
