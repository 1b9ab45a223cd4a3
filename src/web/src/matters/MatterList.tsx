import { PlusOutlined } from '@ant-design/icons';
import { Button, Input, Pagination, Select, type TableColumnsType } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { MatterItem } from '../api/types';
import { short } from '../calendar/moment';
import { useUnits } from '../campaigns/queries';
import { StageChip } from '../cases/StageChip';
import { useI18n } from '../i18n';
import { useUser } from '../session/SessionContext';
import { DataTable } from '../shell/DataTable';
import { ExportButton } from '../shell/ExportButton';
import { Empty, Loaded } from '../shell/states';
import { useListAddress } from '../shell/useListAddress';
import { useNarrow } from '../shell/useNarrow';
import { Due } from '../tasks/Due';
import { useMatters } from './queries';
import { initiators, matterStages } from './stages';

export function MatterList() {
  const { t, word } = useI18n();
  const user = useUser();
  const narrow = useNarrow();
  const units = useUnits();
  const { q, page, get, go, clear, limited } = useListAddress(['view', 'state', 'stage', 'unit']);
  const conditions = { view: get('view') || 'all', state: get('state'), stage: get('stage'), unitId: get('unit'), q, sort: get('sort') };
  const query = useMatters({ ...conditions, page, size: 20 });

  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('matter.list')}</h1>
        <p className="page-sub">{t('matter.listText')}</p>
        <span className="spacer" />
        <ExportButton path="/matters.xlsx" query={conditions} disabled={!query.data?.total} />
        {user.roles.some((role) => initiators.includes(role)) && <Link to="/matters/new"><Button type="primary" icon={<PlusOutlined />} data-testid="new-matter">{t('matter.new')}</Button></Link>}
      </header>
      <div className="filters">
        <Input.Search key={q} className="search" allowClear defaultValue={q} placeholder={t('matter.search')} aria-label={t('common.search')} onSearch={(value) => go({ q: value.trim() })} />
        <Filter name="view" value={get('view')} label={t('matter.view')} all={t('matter.view.all')} options={[{ value: 'initiated', label: t('matter.view.initiated') }]} go={go} />
        <Filter name="state" value={get('state')} label={t('common.status')} options={[{ value: 'open', label: t('matter.open') }, { value: 'finished', label: t('matter.finished') }]} go={go} />
        <Filter name="stage" value={get('stage')} label={t('tasks.stage')} options={matterStages.map((value) => ({ value, label: word('stage', value) }))} go={go} />
        <Filter name="unit" value={get('unit')} label={t('matter.unit')} options={(units.data ?? []).map((unit) => ({ value: unit.id, label: unit.name }))} go={go} />
      </div>
      <Loaded query={query} rows={8}>
        {(found) => found.items.length === 0
          ? <Empty title={t(limited ? 'state.emptyFiltered' : 'matter.none')} text={limited ? undefined : t('matter.noneText')}>{limited && <Button onClick={clear}>{t('common.clearFilters')}</Button>}</Empty>
          : (
            <div className={query.isPlaceholderData ? 'stale' : undefined}>
              {narrow ? <Cards items={found.items} /> : <Rows items={found.items} sort={get('sort')} go={go} />}
              <Pagination className="pager" align="end" current={found.page} pageSize={20} total={found.total} showSizeChanger={false} simple={narrow} showTotal={(n) => t('common.total', { n })} onChange={(next) => { go({ page: String(next) }); window.scrollTo({ top: 0 }); }} />
            </div>
          )}
      </Loaded>
    </div>
  );
}

function Filter({ name, value, label, all, options, go }: { name: string; value: string; label: string; all?: string; options: { value: string; label: string }[]; go: (next: Record<string, string>) => void }) {
  const { t } = useI18n();
  return <Select value={value} aria-label={label} popupMatchSelectWidth={false} showSearch={options.length > 8 ? { optionFilterProp: 'label' } : false} onChange={(next: string) => go({ [name]: next })} options={[{ value: '', label: all ?? `${label}：${t('common.all')}` }, ...options]} />;
}

function Rows({ items, sort, go }: { items: MatterItem[]; sort: string; go: (next: Record<string, string>) => void }) {
  const { t, word } = useI18n();
  const navigate = useNavigate();
  const order = (field: string) => (sort === field ? 'ascend' as const : sort === `-${field}` ? 'descend' as const : null);
  const columns: TableColumnsType<MatterItem> = [
    { title: t('matter.title'), key: 'title', render: (_, one) => <div className="task-title"><Link to={`/matters/${encodeURIComponent(one.id)}`} onClick={(e) => e.stopPropagation()}>{one.voidedAt ? <s>{one.title}</s> : one.title}</Link><small className="quiet">{one.number}　{word('matterKind', one.kind)}</small></div> },
    { title: t('matter.unit'), key: 'unit', width: 150, render: (_, one) => <>{one.unitName}<br /><small className="quiet">{one.initiatorName}</small></> },
    { title: t('tasks.stage'), key: 'stage', width: 190, render: (_, one) => <><StageChip stage={one.stage} />{one.stage === 'Countersigning' && <small className="quiet"> {t('matter.progress', { done: one.decided, all: one.asked })}</small>}{one.voidReason && <small className="quiet void-reason">{one.voidReason}</small>}</> },
    { title: t('matter.createdAt'), key: 'created', width: 132, sorter: true, sortOrder: order('created'), render: (_, one) => <time className="quiet" dateTime={one.createdAt}>{short(one.createdAt)}</time> },
    { title: t('tasks.due'), key: 'due', width: 190, sorter: true, sortOrder: order('due'), render: (_, one) => (one.finishedAt ? <span className="quiet">{short(one.finishedAt)}</span> : <Due at={one.dueAt} state={one.dueState} />) },
  ];
  return (
    <DataTable<MatterItem> label={t('matter.list')} rowKey="id" size="middle" columns={columns} dataSource={items} pagination={false} className="grid" showSorterTooltip={false} rowClassName="row-link"
      onRow={(one) => ({ onClick: () => { if (!window.getSelection()?.toString()) void navigate(`/matters/${encodeURIComponent(one.id)}`); } })}
      onChange={(_, __, sorter) => {
        const { columnKey, order: direction } = Array.isArray(sorter) ? sorter[0]! : sorter;
        go({ sort: direction ? `${direction === 'descend' ? '-' : ''}${String(columnKey)}` : '' });
      }} />
  );
}

function Cards({ items }: { items: MatterItem[] }) {
  const { t } = useI18n();
  return (
    <ul className="cards">
      {items.map((one) => (
        <li key={one.id}>
          <Link to={`/matters/${encodeURIComponent(one.id)}`} className="card">
            <span className="card-title">{one.voidedAt ? <s>{one.title}</s> : one.title}</span>
            <span className="card-line"><b>{one.unitName}</b><StageChip stage={one.stage} /></span>
            <span className="card-line quiet">{one.number} · {one.finishedAt ? short(one.finishedAt) : <Due at={one.dueAt} state={one.dueState} stacked={false} />}</span>
            {one.voidReason && <span className="card-line quiet">{t('matter.voidReason', { reason: one.voidReason })}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
}
