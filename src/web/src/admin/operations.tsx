import { Button, Popconfirm } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useCommand } from '../api/useCommand';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { useUser } from '../session/SessionContext';
import { ProblemNote } from '../shell/ProblemNote';
import { Empty } from '../shell/states';
import { OperationList } from './OperationList';
import { useService } from './services/useService';
import { State } from './State';

export function Incidents() {
  const { t, word } = useI18n();
  return (
    <OperationList path="/incidents" services title={t('operation.incidents')} text={t('operation.incidentsText')} conditions={[{ name: 'status', label: t('common.status'), options: ['Open', 'Resolved'].map((value) => ({ value, label: word('workStatus', value) })) }]} rowKey={(row) => row.id}
      empty={<Empty title={t('operation.noIncidents')} text={t('operation.noIncidentsText')} />}
      columns={[
        { title: t('operation.error'), value: (row) => row.message, render: (row) => <><b>{row.message}</b>{row.detail && <details><summary className="quiet">{t('common.more')}</summary><pre className="detail" tabIndex={0}>{row.detail}</pre></details>}</> },
        { title: t('common.type'), value: (row) => word('incidentKind', row.kind) },
        { title: t('operation.instance'), value: (row) => row.instanceId, render: (row) => row.instanceId && <Link to={`/admin/instances/${encodeURIComponent(row.instanceId)}`}>{row.instanceId}</Link> },
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
    <OperationList path="/timers" services title={t('operation.timers')} rowKey={(row) => row.id}
      columns={[
        { title: t('operation.due'), value: (row) => minute(row.dueAt) },
        { title: t('operation.next'), value: (row) => minute(row.nextAt) },
        { title: t('operation.instance'), value: (row) => row.instanceId, render: (row) => <Link to={`/admin/instances/${encodeURIComponent(row.instanceId)}`}><code>{row.instanceId}</code></Link> },
        { title: t('operation.attempts'), value: (row) => row.attempts, align: 'right' },
        { title: t('common.status'), value: (row) => word('workStatus', row.status), render: (row) => <State group="workStatus" value={row.status} /> },
      ]} />
  );
}

export function Outbox() {
  const { t, word } = useI18n();
  return (
    <OperationList path="/outbox" services title={t('operation.outbox')} conditions={[{ name: 'status', label: t('common.status'), options: ['Pending', 'Sent', 'Failed'].map((value) => ({ value, label: word('workStatus', value) })) }]} rowKey={(row) => String(row.id)}
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

export function Schedules() {
  const { t } = useI18n();
  return (
    <OperationList path="/schedules" whole title={t('schedule.title')} text={t('schedule.text')} searchable rowKey={(row) => `${row.definitionId} ${row.activityId}`}
      empty={<Empty title={t('schedule.none')} text={t('schedule.noneText')} />}
      columns={[
        { title: t('operation.definition'), value: (row) => row.versionId },
        { title: t('operation.activity'), value: (row) => row.activityId, render: (row) => <code>{row.activityId}</code> },
        { title: t('common.type'), value: (row) => row.type },
        { title: t('schedule.expression'), value: (row) => row.expression, render: (row) => <code>{row.expression}</code> },
        { title: t('operation.next'), value: (row) => (row.dueAt ? minute(row.dueAt) : t('schedule.over')) },
      ]} />
  );
}

export function Batches() {
  const { t, word } = useI18n();
  return (
    <OperationList path="/batches" title={t('batch.all')} text={t('batch.allText')} rowKey={(row) => row.id} empty={<Empty title={t('batch.nothingYet')} text={t('batch.nothingYetText')} />}
      columns={[
        { title: t('common.name'), value: (row) => word('batchKind', row.kind), render: (row) => <Link to={`/admin/batches/${encodeURIComponent(row.id)}`}><b>{word('batchKind', row.kind)}</b></Link> },
        { title: t('common.reason'), value: (row) => row.reason, render: (row) => <span className="wrap">{row.reason}</span> },
        { title: t('batch.progress'), value: (row) => t('batch.counts', { total: row.total, done: row.done, refused: row.refused, failed: row.failed, waiting: row.waiting, stopped: row.stopped }) },
        { title: t('common.status'), value: (row) => t(row.finishedAt ? (row.stoppedAt ? 'batch.stateStopped' : 'batch.stateDone') : 'batch.stateRunning') },
        { title: t('common.person'), value: (row) => row.createdByName },
        { title: t('operation.created'), value: (row) => minute(row.createdAt) },
      ]} />
  );
}

function Repeat({ path, effect, of }: { path: `/incidents/${string}/retry` | `/outbox/${string}/retry`; effect: string; of: string }) {
  const { t } = useI18n();
  const cache = useQueryClient();
  const { api } = useService();
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
