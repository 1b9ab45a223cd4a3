import { Alert, type TableColumnsType } from 'antd';
import type { DutyTransferView, InternalQuota, LeadershipPost, OrganAccounts, QuotaAccount, QuotaEntry, QuotaLock, DigestionPlan } from '../api/types';
import { day } from '../calendar/moment';
import { useI18n } from '../i18n';
import { DataTable } from '../shell/DataTable';
import { Part } from './Part';
import { useAccounts } from './queries';

/** 编制台账 of one unit: accounts and entries, and what is shared out, held, tolerated or frozen. */
export function Accounts({ unit }: { unit: string }) {
  const { t } = useI18n();
  return (
    <Part title={t('books.accounts')} query={useAccounts(unit)} none={t('books.noOrgan')} testid="books-accounts">
      {(found) => <><Organ of={found} /><Holdings of={found} /><Movements of={found} /></>}
    </Part>
  );
}

function Organ({ of }: { of: OrganAccounts }) {
  const { t } = useI18n();
  const columns: TableColumnsType<QuotaAccount> = [
    { title: t('person.quota'), key: 'quota', render: (_, one) => <>{one.quotaLabel}<br /><small className="quiet">{one.fundingLabel}</small></> },
    ...(['authorized', 'actual', 'reserved', 'outgoing', 'frozen', 'free'] as const).map((name) => ({ title: t(`books.${name}`), key: name, width: 96, align: 'right' as const, render: (_: unknown, one: QuotaAccount) => one[name] })),
  ];
  return (
    <>
      {of.freezes.map((freeze) => (
        <Alert key={freeze.id} type={freeze.inForce ? 'warning' : 'info'} showIcon className="note" data-testid="books-freeze"
          title={t(freeze.inForce ? 'books.freezeNow' : 'books.freezeLater', { from: day(freeze.start) })}
          description={<>{t('books.freezeGround', { authority: freeze.authority, docNo: freeze.docNo })}{freeze.freeFrom && t('books.freezeEnd', { on: day(freeze.freeFrom) })}</>} />
      ))}
      <p className="quiet">{t('books.organ', { type: of.typeLabel, level: of.levelLabel, members: of.members, room: of.room })}</p>
      <DataTable<QuotaAccount> label={t('books.accounts')} rowKey="id" size="small" className="grid" columns={columns} dataSource={[...of.accounts]} pagination={false} scroll={{ x: 760 }} />
    </>
  );
}

function Holdings({ of }: { of: OrganAccounts }) {
  const { t } = useI18n();
  const internals: TableColumnsType<InternalQuota> = [
    { title: t('books.internal'), key: 'name', render: (_, one) => one.name },
    { title: t('books.count'), key: 'count', width: 96, align: 'right', render: (_, one) => one.count },
    { title: t('books.outgoing'), key: 'outgoing', width: 96, align: 'right', render: (_, one) => one.outgoing },
  ];
  const posts: TableColumnsType<LeadershipPost> = [
    { title: t('books.place'), key: 'place', render: (_, one) => one.place },
    { title: t('books.tier'), key: 'tier', render: (_, one) => <>{one.tierLabel}<br /><small className="quiet">{one.levelLabel}</small></> },
    ...(['authorized', 'actual', 'reserved', 'free'] as const).map((name) => ({ title: t(`books.posts.${name}`), key: name, width: 96, align: 'right' as const, render: (_: unknown, one: LeadershipPost) => one[name] })),
  ];
  const locks: TableColumnsType<QuotaLock> = [
    { title: t('person.quota'), key: 'quota', render: (_, one) => one.quotaLabel },
    { title: t('books.frozen'), key: 'count', width: 96, align: 'right', render: (_, one) => one.count },
    { title: t('books.docNo'), key: 'doc', render: (_, one) => one.docNo },
  ];
  const plans: TableColumnsType<DigestionPlan> = [
    { title: t('person.quota'), key: 'quota', render: (_, one) => one.quotaLabel },
    { title: t('books.allowedOver'), key: 'over', width: 110, align: 'right', render: (_, one) => one.allowedOver },
    { title: t('books.until'), key: 'until', width: 150, render: (_, one) => <>{day(one.until)}{one.isOver && <> <span className="chip tone-stopped">{t('books.planOver')}</span></>}</> },
    { title: t('books.docNo'), key: 'doc', render: (_, one) => one.docNo },
  ];
  return (
    <>
      <Rows<InternalQuota> title={t('books.internals')} rowKey="id" columns={internals} rows={of.internals} testid="books-internals" />
      <Rows<LeadershipPost> title={t('books.leaders')} rowKey="id" columns={posts} rows={of.posts} testid="books-posts" />
      <Rows<QuotaLock> title={t('books.locks')} rowKey="id" columns={locks} rows={of.locks} testid="books-locks" />
      <Rows<DigestionPlan> title={t('books.plans')} rowKey="accountId" columns={plans} rows={of.plans} testid="books-plans" />
    </>
  );
}

function Movements({ of }: { of: OrganAccounts }) {
  const { t } = useI18n();
  const entries: TableColumnsType<QuotaEntry> = [
    { title: t('books.on'), key: 'on', width: 110, render: (_, one) => day(one.on) },
    { title: t('books.reason'), key: 'reason', render: (_, one) => one.reason },
    { title: t('books.other'), key: 'other', render: (_, one) => one.other ?? '—' },
    { title: t('person.quota'), key: 'quota', render: (_, one) => one.quotaLabel },
    { title: t('books.delta'), key: 'delta', width: 90, align: 'right', render: (_, one) => (one.delta > 0 ? `+${one.delta}` : one.delta) },
    { title: t('books.docNo'), key: 'doc', render: (_, one) => one.docNo },
  ];
  const duties: TableColumnsType<DutyTransferView> = [
    { title: t('books.on'), key: 'on', width: 110, render: (_, one) => day(one.on) },
    { title: t('books.duties'), key: 'duties', render: (_, one) => one.duties.join(t('books.comma')) },
    { title: t('books.action'), key: 'action', width: 110, render: (_, one) => one.actionLabel },
    { title: t('transfer.from'), key: 'from', render: (_, one) => one.from ?? '—' },
    { title: t('transfer.to'), key: 'to', render: (_, one) => one.to ?? '—' },
  ];
  return (
    <>
      <h3 className="books-sub">{t('books.entries')}</h3>
      <DataTable<QuotaEntry> label={t('books.entries')} rowKey="id" size="small" className="grid" columns={entries} dataSource={[...of.entries]} pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }} scroll={{ x: 760 }} />
      <Rows<DutyTransferView> title={t('books.dutyTransfers')} rowKey="id" columns={duties} rows={of.dutyTransfers} testid="books-duties" />
    </>
  );
}

/** A table that is only there when it has rows. */
function Rows<T extends object>({ title, rowKey, columns, rows, testid }: { title: string; rowKey: keyof T & string; columns: TableColumnsType<T>; rows: readonly T[]; testid: string }) {
  if (rows.length === 0) return null;
  return (
    <div data-testid={testid}>
      <h3 className="books-sub">{title}</h3>
      <DataTable<T> label={title} rowKey={rowKey} size="small" className="grid" columns={columns} dataSource={[...rows]} pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }} scroll={{ x: 'max-content' }} />
    </div>
  );
}
