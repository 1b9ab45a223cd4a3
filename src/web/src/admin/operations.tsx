import { Button, Popconfirm } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api/client';
import { useCommand } from '../api/useCommand';
import type { InstanceRow } from '../api/types';
import { minute } from '../calendar/moment';
import { StageChip } from '../cases/StageChip';
import { useI18n } from '../i18n';
import { useUser } from '../session/SessionContext';
import { ProblemNote } from '../shell/ProblemNote';
import { Empty } from '../shell/states';
import { OperationList } from './OperationList';


const instanceStates: InstanceRow['status'][] = ['Running', 'Suspended', 'Finished', 'Faulted', 'Cancelled'];

const State = ({ group, value }: { group: string; value: string }) => {
  const { word } = useI18n();
  const tone = ['Finished', 'Resolved', 'Sent'].includes(value) ? 'done' : ['Faulted', 'Failed', 'Open', 'Retrying'].includes(value) ? 'issue' : 'idle';
  return <span className={`chip tone-${tone}`}>{word(group, value)}</span>;
};

export function Instances() {
  const { t, word } = useI18n();
  return (
    <OperationList path="/instances" title={t('operation.instances')} searchable conditions={[{ name: 'status', label: t('common.status'), options: instanceStates.map((value) => ({ value, label: word('instanceStatus', value) })) }]} rowKey={(row) => row.id}
      columns={[
        { title: t('common.name'), value: (row) => `${row.name ?? ''} ${row.id}`, render: (row) => <><b>{row.name}</b><br /><code className="quiet">{row.id}</code></> },
        { title: t('operation.definition'), value: (row) => `${row.definitionId} · ${t('definition.version', { n: row.version })}` },
        { title: t('common.status'), value: (row) => word('instanceStatus', row.status), render: (row) => <State group="instanceStatus" value={row.status} /> },
        { title: t('tasks.stage'), value: (row) => word('stage', row.stage), render: (row) => <StageChip stage={row.stage} /> },
        { title: t('operation.incidents'), value: (row) => row.incidents, align: 'right' },
        { title: t('operation.updated'), value: (row) => minute(row.updatedAt) },
      ]} />
  );
}

export function Incidents() {
  const { t, word } = useI18n();
  return (
    <OperationList path="/incidents" title={t('operation.incidents')} text={t('operation.incidentsText')} conditions={[{ name: 'status', label: t('common.status'), options: ['Open', 'Resolved'].map((value) => ({ value, label: word('workStatus', value) })) }]} rowKey={(row) => row.id}
      empty={<Empty title={t('operation.noIncidents')} text={t('operation.noIncidentsText')} />}
      columns={[
        { title: t('operation.error'), value: (row) => row.message, render: (row) => <><b>{row.message}</b>{row.detail && <details><summary className="quiet">{t('common.more')}</summary><pre className="detail" tabIndex={0}>{row.detail}</pre></details>}</> },
        { title: t('operation.instance'), value: (row) => row.instanceId, render: (row) => row.caseId ? <Link to={`/cases/${encodeURIComponent(row.caseId)}`}>{row.instanceId}</Link> : row.instanceId },
        { title: t('operation.activity'), value: (row) => row.activityId },
        { title: t('common.status'), value: (row) => word('workStatus', row.status), render: (row) => <State group="workStatus" value={row.status} /> },
        { title: t('operation.created'), value: (row) => minute(row.createdAt) },
        { title: t('common.actions'), render: (row) => row.status === 'Open' && <Repeat path={`/incidents/${encodeURIComponent(row.id)}/retry`} effect={t('operation.retryEffect')} of="/incidents" /> },
      ]} />
  );
}

export function Timers() {
  const { t, word } = useI18n();
  return (
    <OperationList path="/timers" title={t('operation.timers')} rowKey={(row) => row.id}
      columns={[
        { title: t('operation.due'), value: (row) => minute(row.dueAt) },
        { title: t('operation.next'), value: (row) => minute(row.nextAt) },
        { title: t('operation.instance'), value: (row) => row.instanceId, render: (row) => <code>{row.instanceId}</code> },
        { title: t('operation.attempts'), value: (row) => row.attempts, align: 'right' },
        { title: t('common.status'), value: (row) => word('workStatus', row.status), render: (row) => <State group="workStatus" value={row.status} /> },
      ]} />
  );
}

export function Outbox() {
  const { t, word } = useI18n();
  return (
    <OperationList path="/outbox" title={t('operation.outbox')} conditions={[{ name: 'status', label: t('common.status'), options: ['Pending', 'Sent', 'Failed'].map((value) => ({ value, label: word('workStatus', value) })) }]} rowKey={(row) => String(row.id)}
      columns={[
        { title: t('operation.message'), value: (row) => `${row.type} ${row.messageId}`, render: (row) => <><b>{row.type}</b><br /><code className="quiet">{row.messageId}</code></> },
        { title: t('common.status'), value: (row) => word('workStatus', row.status), render: (row) => <State group="workStatus" value={row.status} /> },
        { title: t('operation.attempts'), value: (row) => row.attempts, align: 'right' },
        { title: t('operation.created'), value: (row) => minute(row.createdAt) },
        { title: t('operation.sent'), value: (row) => minute(row.sentAt) },
        { title: t('operation.error'), value: (row) => row.error },
        { title: t('common.actions'), render: (row) => row.status === 'Failed' && <Repeat path={`/outbox/${row.id}/retry`} effect={t('operation.resendEffect')} of="/outbox" /> },
      ]} />
  );
}

function Repeat({ path, effect, of }: { path: `/incidents/${string}/retry` | `/outbox/${string}/retry`; effect: string; of: string }) {
  const { t } = useI18n();
  const cache = useQueryClient();
  const allowed = useUser().roles.includes('SA');
  const command = useCommand((_: void, commandId) => api.post(path, { commandId }), { onSuccess: () => void cache.invalidateQueries({ queryKey: ['operations', of] }) });
  if (!allowed) return null;
  return (
    <>
      <Popconfirm title={t('operation.retry')} description={effect} onConfirm={() => command.submit()}><Button size="small" loading={command.isPending}>{t('operation.retry')}</Button></Popconfirm>
      <ProblemNote error={command.error} />
    </>
  );
}
