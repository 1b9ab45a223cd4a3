import { PlusOutlined } from '@ant-design/icons';
import { Button, Input, Pagination, Select, type TableColumnsType } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { TransferItem, TransferStatus } from '../api/types';
import { day, short } from '../calendar/moment';
import { useI18n } from '../i18n';
import { useUser } from '../session/SessionContext';
import { DataTable } from '../shell/DataTable';
import { Empty, Loaded } from '../shell/states';
import { useListAddress } from '../shell/useListAddress';
import { useNarrow } from '../shell/useNarrow';
import { useTransfers } from './queries';
import { legTone, statuses, tone } from './status';

export const keepers = ['BB-JB', 'BB-ZR'];

/** 转隶事项: what moves between units, and how far the three authorities are. */
export function TransferList() {
  const { t, word } = useI18n();
  const user = useUser();
  const narrow = useNarrow();
  const { q, page, get, go, clear, limited } = useListAddress(['status']);
  const status = statuses.find((one) => one === get('status'));
  const query = useTransfers({ status, q, page, size: 20 });
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('transfer.list')}</h1>
        <p className="page-sub">{t('transfer.listText')}</p>
        <span className="spacer" />
        {user.roles.some((role) => keepers.includes(role)) && <Link to="/transfers/new"><Button type="primary" icon={<PlusOutlined />} data-testid="new-transfer">{t('transfer.new')}</Button></Link>}
      </header>
      <div className="filters">
        <Input.Search key={q} className="search" allowClear defaultValue={q} placeholder={t('transfer.search')} aria-label={t('common.search')} onSearch={(value) => go({ q: value.trim() })} />
        <Select value={status ?? ''} aria-label={t('common.status')} popupMatchSelectWidth={false} onChange={(next: string) => go({ status: next })}
          options={[{ value: '', label: `${t('common.status')}：${t('common.all')}` }, ...statuses.map((value) => ({ value, label: word('transferStatus', value) }))]} />
      </div>
      <Loaded query={query} rows={8}>
        {(found) => found.items.length === 0
          ? <Empty title={t(limited ? 'state.emptyFiltered' : 'transfer.none')} text={limited ? undefined : t('transfer.noneText')}>{limited && <Button onClick={clear}>{t('common.clearFilters')}</Button>}</Empty>
          : (
            <div className={query.isPlaceholderData ? 'stale' : undefined}>
              {narrow ? <Cards items={found.items} /> : <Rows items={found.items} />}
              <Pagination className="pager" align="end" current={found.page} pageSize={20} total={found.total} showSizeChanger={false} simple={narrow} showTotal={(n) => t('common.total', { n })} onChange={(next) => { go({ page: String(next) }); window.scrollTo({ top: 0 }); }} />
            </div>
          )}
      </Loaded>
    </div>
  );
}

export function TransferChip({ status }: { status: TransferStatus }) {
  const { word } = useI18n();
  return <span className={`chip tone-${tone[status]}`} data-testid="transfer-status">{word('transferStatus', status)}</span>;
}

function Legs({ of }: { of: TransferItem }) {
  const { t, word } = useI18n();
  return <span className="transfer-marks">{of.legs.map((leg) => <span key={leg.authority} className={`chip tone-${legTone(leg)}`} title={t('transfer.legNow', { step: word('transferStep', leg.step), state: word('legState', leg.state) })}>{word('authority', leg.authority)}{leg.state === 'Done' ? ' ✓' : leg.state === 'Refused' ? ' ✕' : ' …'}</span>)}</span>;
}

function Rows({ items }: { items: TransferItem[] }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const columns: TableColumnsType<TransferItem> = [
    { title: t('transfer.title'), key: 'title', render: (_, one) => <div className="task-title"><Link to={`/transfers/${encodeURIComponent(one.id)}`} onClick={(e) => e.stopPropagation()}>{one.title}</Link><small className="quiet">{one.units}</small></div> },
    { title: t('transfer.amount'), key: 'amount', width: 130, render: (_, one) => t('transfer.amounts', { quotas: one.quotas, people: one.people }) },
    { title: t('common.status'), key: 'status', width: 250, render: (_, one) => <><TransferChip status={one.status} /><br /><Legs of={one} /></> },
    { title: t('transfer.takesEffectOn'), key: 'effect', width: 120, render: (_, one) => <time dateTime={one.takesEffectOn}>{day(one.takesEffectOn)}</time> },
    { title: t('transfer.by'), key: 'by', width: 140, render: (_, one) => <>{one.byName}<br /><time className="quiet" dateTime={one.changedAt}>{short(one.changedAt)}</time></> },
  ];
  return (
    <DataTable<TransferItem> label={t('transfer.list')} rowKey="id" size="middle" columns={columns} dataSource={items} pagination={false} className="grid" rowClassName="row-link"
      onRow={(one) => ({ onClick: () => { if (!window.getSelection()?.toString()) void navigate(`/transfers/${encodeURIComponent(one.id)}`); } })} />
  );
}

function Cards({ items }: { items: TransferItem[] }) {
  const { t } = useI18n();
  return (
    <ul className="cards">
      {items.map((one) => (
        <li key={one.id}>
          <Link to={`/transfers/${encodeURIComponent(one.id)}`} className="card">
            <span className="card-title">{one.title}</span>
            <span className="card-line"><TransferChip status={one.status} /><span className="quiet">{t('transfer.amounts', { quotas: one.quotas, people: one.people })}</span></span>
            <span className="card-line"><Legs of={one} /></span>
            <span className="card-line quiet">{one.units} · {day(one.takesEffectOn)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
