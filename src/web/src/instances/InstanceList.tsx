import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api } from '../api/client';
import type { BatchSelection, InstanceRow } from '../api/types';
import { OperationList } from '../admin/OperationList';
import { State } from '../admin/State';
import { minute } from '../calendar/moment';
import { StageChip } from '../cases/StageChip';
import { useI18n } from '../i18n';
import { useUser } from '../session/SessionContext';
import { BatchBar } from './BatchBar';

const states: InstanceRow['status'][] = ['Running', 'Suspended', 'Finished', 'Faulted', 'Cancelled'];

/** All instances; what is chosen, or what fits the conditions, can be held, released, retried or cancelled together. */
export function InstanceList() {
  const { t, word } = useI18n();
  const acts = useUser().roles.includes('SA');
  const [search] = useSearchParams();
  const [chosen, choose] = useState<string[]>([]);
  const [total, setTotal] = useState(0);
  const definitions = useQuery({ queryKey: ['definitions'], queryFn: () => api.get('/definitions') });
  return (
    <OperationList path="/instances" title={t('operation.instances')} searchable rowKey={(row) => row.id}
      conditions={[
        { name: 'status', label: t('common.status'), options: states.map((value) => ({ value, label: word('instanceStatus', value) })) },
        { name: 'definitionId', label: t('operation.definition'), options: (definitions.data ?? []).map((one) => ({ value: one.definitionId, label: one.name })) },
        { name: 'incidents', label: t('operation.incidents'), options: [{ value: 'true', label: t('batch.withIncidents') }, { value: 'false', label: t('batch.withoutIncidents') }] },
      ]}
      found={setTotal} selection={acts ? { keys: chosen, choose } : undefined}
      above={acts && <BatchBar chosen={chosen} fitting={fittingOf(search)} total={total} clear={() => choose([])} />}
      columns={[
        { title: t('common.name'), value: (row) => `${row.name ?? ''} ${row.id}`, render: (row) => <>{acts ? <Link to={`/admin/instances/${encodeURIComponent(row.id)}`}><b>{row.name ?? row.id}</b></Link> : <b>{row.name}</b>}<br /><code className="quiet">{row.id}</code></> },
        { title: t('operation.definition'), value: (row) => `${row.definitionId} · ${t('definition.version', { n: row.version })}` },
        { title: t('common.status'), value: (row) => word('instanceStatus', row.status), render: (row) => <><State group="instanceStatus" value={row.status} />{row.heldSince && <span className="flag flag-OnHold">{t('life.held')}</span>}</> },
        { title: t('tasks.stage'), value: (row) => word('stage', row.stage), render: (row) => <StageChip stage={row.stage} /> },
        { title: t('operation.incidents'), value: (row) => row.incidents, align: 'right' },
        { title: t('operation.updated'), value: (row) => minute(row.updatedAt) },
      ]} />
  );
}

/** The conditions of the list as a selection; null while there are none, because nobody means simply everything. */
function fittingOf(search: URLSearchParams): BatchSelection | null {
  const [status, definitionId, incidents, text] = ['status', 'definitionId', 'incidents', 'q'].map((name) => search.get(name) || null);
  if (!status && !definitionId && !incidents && !text) return null;
  return { instanceIds: null, definitionId: definitionId ?? null, version: null, status: (status ?? null) as BatchSelection['status'], withIncidents: incidents ? incidents === 'true' : null, text: text ?? null };
}
