import { Alert, Button, Descriptions, Tabs } from 'antd';
import { useMemo } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { InstanceInside } from '../api/types';
import { minute } from '../calendar/moment';
import { Picture } from '../cases/DiagramTab';
import { useI18n } from '../i18n';
import { DataTable } from '../shell/DataTable';
import { Empty, Loaded } from '../shell/states';
import { State } from '../admin/State';
import { InstanceActions } from './InstanceActions';
import { HandlersTab } from './HandlersTab';
import { diagramOf } from './instanceDiagram';
import { useGraph, useHistory, useInside } from './queries';
import { VariableTable } from './VariableTable';

/** One instance for the administrator: where it is, what it waits for, and what can be done. */
export function InstancePage() {
  const { t } = useI18n();
  const { id = '' } = useParams();
  const query = useInside(id);
  return (
    <div className="page instance">
      <p className="back"><Link to="/admin/instances">← {t('operation.instances')}</Link></p>
      <Loaded query={query} rows={10}>{(inside) => <Told inside={inside} />}</Loaded>
    </div>
  );
}

function Told({ inside }: { inside: InstanceInside }) {
  const { t, word } = useI18n();
  const [search, setSearch] = useSearchParams();
  const i = inside.instance;
  const ended = i.status === 'Finished' || i.status === 'Cancelled';
  const tabs = [
    { key: 'now', label: t('life.now'), children: <Now inside={inside} /> },
    { key: 'variables', label: t('life.variables'), children: <VariableTable inside={inside} editable={!ended} /> },
    { key: 'handlers', label: t('handlers.title'), children: <HandlersTab inside={inside} editable={!ended} /> },
    { key: 'history', label: t('life.history'), children: <History id={i.id} /> },
    { key: 'diagram', label: t('life.diagram'), children: <Diagram inside={inside} /> },
  ];
  return (
    <>
      <header className="page-head"><h1>{i.name ?? i.id}</h1><State group="instanceStatus" value={i.status} />{i.heldSince && <span className="flag flag-OnHold">{t('life.heldSince', { at: minute(i.heldSince) })}</span>}<span className="spacer" /><InstanceActions inside={inside} /></header>
      {inside.incidents.map((incident) => <Alert key={incident.id} type="error" showIcon className="note" title={incident.message} description={<>{incident.activityId && <code>{incident.activityId}</code>} {minute(incident.createdAt)}</>} />)}
      <Descriptions size="small" className="facts" column={{ xs: 1, sm: 2, lg: 4 }} items={[
        { key: 'id', label: t('life.id'), children: <code>{i.id}</code> },
        { key: 'definition', label: t('operation.definition'), children: <>{i.definitionId} · {t('definition.version', { n: i.version })}</> },
        { key: 'stage', label: t('tasks.stage'), children: i.stage ? word('stage', i.stage) : t('common.none') },
        { key: 'revision', label: t('life.revision'), children: i.revision },
        { key: 'created', label: t('operation.created'), children: minute(i.createdAt) },
        { key: 'updated', label: t('operation.updated'), children: minute(i.updatedAt) },
        { key: 'parent', label: t('life.parent'), children: i.parentId ? <Link to={`/admin/instances/${encodeURIComponent(i.parentId)}`}>{i.parentId}</Link> : t('common.none') },
        { key: 'correlation', label: t('life.correlation'), children: i.correlationId ?? t('common.none') },
      ]} />
      <Tabs items={tabs} activeKey={search.get('tab') ?? 'now'} destroyOnHidden onChange={(tab) => setSearch(tab === 'now' ? {} : { tab }, { replace: true })} />
    </>
  );
}

function Now({ inside }: { inside: InstanceInside }) {
  const { t, word } = useI18n();
  if (inside.waiting.length + inside.children.length === 0) return <Empty title={t('life.nothingOpen')} />;
  const task = new Map(inside.tasks.map((one) => [one.id, one]));
  return (
    <>
      <DataTable label={t('life.waiting')} className="grid" size="small" pagination={false} rowKey="id" dataSource={inside.waiting} scroll={{ x: 'max-content' }}
        columns={[
          { title: t('operation.activity'), render: (_, row) => <><b>{task.get(row.id)?.title ?? row.activityId}</b><br /><code className="quiet">{row.activityId}</code></> },
          { title: t('life.waitsFor'), render: (_, row) => word('waitKind', row.kind) },
          { title: t('life.who'), render: (_, row) => { const one = task.get(row.id); return one ? [one.unit, one.role && word('role', one.role), ...one.persons].filter(Boolean).join(' ') : row.name; } },
          { title: t('operation.due'), render: (_, row) => row.dueAt ? minute(row.dueAt) : t('common.none') },
        ]} />
      {inside.children.length > 0 && <section className="versions"><h2>{t('life.children')}</h2><ul>{inside.children.map((child) => <li key={child.id}><Link to={`/admin/instances/${encodeURIComponent(child.id)}`}>{child.name ?? child.id}</Link> <span className="quiet">{child.definitionId}</span></li>)}</ul></section>}
    </>
  );
}

const shownAtOnce = 200;

/** What an operator left with an event: a reason, or the versions of a migration. */
function remark(data: string, word: (kind: string, code: string) => string): string {
  const value = JSON.parse(data) as string | { from?: number; to?: unknown; reason?: string; why?: string } | null;
  if (typeof value === 'string') return value;
  if (value?.why) return word('skipReason', value.why);
  return value?.reason ?? (value?.from === undefined ? '' : `${value.from} → ${String(value.to)}`);
}

function History({ id }: { id: string }) {
  const { t, word } = useI18n();
  const [search, setSearch] = useSearchParams();
  const query = useHistory(id);
  return (
    <Loaded query={query} rows={6}>
      {({ history }) => (
        <DataTable label={t('life.history')} className="grid" size="small" rowKey="seq" dataSource={[...history].reverse()} scroll={{ x: 'max-content' }}
          pagination={{ current: Number(search.get('page')) || 1, pageSize: shownAtOnce, hideOnSinglePage: true, showSizeChanger: false, onChange: (page) => setSearch({ tab: 'history', page: String(page) }, { replace: true }) }}
          columns={[
            { title: '#', dataIndex: 'seq', align: 'right' },
            { title: t('common.time'), render: (_, row) => minute(row.at) },
            { title: t('operation.activity'), render: (_, row) => row.activityId ? <>{row.activityName ?? ''} <code className="quiet">{row.activityId}</code></> : '' },
            { title: t('life.event'), render: (_, row) => <>{word('historyEvent', row.event)}{row.outcome && <span className="quiet"> {row.outcome}</span>}</> },
            { title: t('common.person'), render: (_, row) => row.actorName ?? '' },
            { title: t('common.reason'), render: (_, row) => row.data ? <span className="wrap">{remark(row.data, word)}</span> : '' },
          ]} />
      )}
    </Loaded>
  );
}

function Diagram({ inside }: { inside: InstanceInside }) {
  const { t } = useI18n();
  const graph = useGraph(inside.instance.definitionId, inside.instance.version);
  const history = useHistory(inside.instance.id);
  const diagram = useMemo(() => graph.data && history.data && diagramOf(graph.data, history.data.history, inside.waiting), [graph.data, history.data, inside.waiting]);
  if (graph.error || history.error) return <Empty title={t('case.diagram.none')}><Button onClick={() => { void graph.refetch(); void history.refetch(); }}>{t('common.retry')}</Button></Empty>;
  return <Loaded query={{ data: diagram || undefined, error: null, refetch: () => undefined }}>{(told) => told.graph.nodes.some((node) => node.step) ? <Picture diagram={told} /> : <Empty title={t('case.diagram.none')} />}</Loaded>;
}
