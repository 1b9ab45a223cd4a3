import { Pagination, Select, type TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Problem } from '../api/client';
import type { BudgetEntry, BudgetLine, QuotaAccount, QuotaEntry, RegisteredPerson } from '../api/types';
import { day } from '../calendar/moment';
import { useUnits } from '../campaigns/queries';
import { useI18n } from '../i18n';
import { useUser } from '../session/SessionContext';
import { DataTable } from '../shell/DataTable';
import { Empty, Failure, Loading } from '../shell/states';
import { useListAddress } from '../shell/useListAddress';
import { useNarrow } from '../shell/useNarrow';
import { usePeople } from '../transfers/queries';
import { usePersonColumns } from '../transfers/TransferPeople';
import { booksOf } from './openers';
import { useAccounts, useBudget } from './queries';
import { yuan } from './yuan';

/** What 机构编制, 财政 and 人社 have in their books about one unit, side by side. Each shows it to whom it may. */
export function BooksPage() {
  const { t } = useI18n();
  const units = useUnits();
  const opens = booksOf(useUser().roles).length > 0;
  const { page, get, go } = useListAddress(['unit']);
  const unit = get('unit') || units.data?.find((one) => one.kind === 'District')?.id || units.data?.[0]?.id || '';
  return (
    <div className="page">
      <header className="page-head"><h1>{t('books.title')}</h1><p className="page-sub">{t('books.text')}</p><span className="spacer" /><Link to="/books/postings" data-testid="to-postings">{t('posting.link')}</Link>{opens && <Link to="/books/opening" data-testid="to-opening">{t('opening.title')}</Link>}</header>
      <div className="filters">
        <Select value={unit || undefined} loading={units.isPending} aria-label={t('books.unit')} popupMatchSelectWidth={false} showSearch={{ optionFilterProp: 'label' }} onChange={(next: string) => go({ unit: next })} options={(units.data ?? []).map((one) => ({ value: one.id, label: one.name }))} data-testid="books-unit" />
      </div>
      {unit !== '' && <><Accounts unit={unit} /><Budget unit={unit} /><People unit={unit} page={page} go={go} /></>}
    </div>
  );
}

/** A part that may not be shown, is not there, or has failed says so without taking the other parts with it. */
function Part<T>({ title, query, none, testid, children }: { title: string; query: { data: T | undefined; error: unknown; refetch: () => unknown }; none: string; testid: string; children: (data: T) => ReactNode }) {
  const { t } = useI18n();
  const problem = query.error instanceof Problem ? query.error : null;
  return (
    <section className="panel transfer-part" aria-label={title} data-testid={testid}>
      <h2>{title}</h2>
      {query.data !== undefined ? children(query.data) : problem?.status === 403 ? <p className="quiet">{t('books.hidden')}</p> : problem?.status === 404 ? <p className="quiet">{none}</p> : query.error ? <Failure error={query.error} retry={() => void query.refetch()} /> : <Loading rows={3} />}
    </section>
  );
}

function Accounts({ unit }: { unit: string }) {
  const { t } = useI18n();
  const columns: TableColumnsType<QuotaAccount> = [
    { title: t('person.quota'), key: 'quota', render: (_, one) => <>{one.quotaLabel}<br /><small className="quiet">{one.fundingLabel}</small></> },
    ...(['authorized', 'actual', 'reserved', 'outgoing', 'frozen', 'free'] as const).map((name) => ({ title: t(`books.${name}`), key: name, width: 96, align: 'right' as const, render: (_: unknown, one: QuotaAccount) => one[name] })),
  ];
  const entries: TableColumnsType<QuotaEntry> = [
    { title: t('books.on'), key: 'on', width: 110, render: (_, one) => day(one.on) },
    { title: t('books.reason'), key: 'reason', render: (_, one) => one.reason },
    { title: t('books.other'), key: 'other', render: (_, one) => one.other ?? '—' },
    { title: t('person.quota'), key: 'quota', render: (_, one) => one.quotaLabel },
    { title: t('books.delta'), key: 'delta', width: 90, align: 'right', render: (_, one) => (one.delta > 0 ? `+${one.delta}` : one.delta) },
    { title: t('books.docNo'), key: 'doc', render: (_, one) => one.docNo },
  ];
  return (
    <Part title={t('books.accounts')} query={useAccounts(unit)} none={t('books.noOrgan')} testid="books-accounts">
      {(found) => (
        <>
          <DataTable<QuotaAccount> label={t('books.accounts')} rowKey="id" size="small" className="grid" columns={columns} dataSource={[...found.accounts]} pagination={false} scroll={{ x: 760 }} />
          <h3 className="books-sub">{t('books.entries')}</h3>
          <DataTable<QuotaEntry> label={t('books.entries')} rowKey="id" size="small" className="grid" columns={entries} dataSource={[...found.entries]} pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }} scroll={{ x: 760 }} />
        </>
      )}
    </Part>
  );
}

function Budget({ unit }: { unit: string }) {
  const { t } = useI18n();
  const units = useUnits();
  const lines: TableColumnsType<BudgetLine> = [
    { title: t('books.year'), key: 'year', width: 80, render: (_, one) => one.year },
    ...(['approved', 'spent', 'moved', 'reserved', 'free'] as const).map((name) => ({ title: t(`books.money.${name}`), key: name, align: 'right' as const, render: (_: unknown, one: BudgetLine) => yuan(one[name]) })),
  ];
  const entries: TableColumnsType<BudgetEntry> = [
    { title: t('books.on'), key: 'at', width: 110, render: (_, one) => day(one.at) },
    { title: t('books.other'), key: 'other', render: (_, one) => units.data?.find((other) => other.id === one.otherUnitId)?.name ?? one.otherUnitId },
    { title: t('transfer.persons'), key: 'people', width: 80, align: 'right', render: (_, one) => one.people },
    { title: t('books.amount'), key: 'amount', align: 'right', render: (_, one) => yuan(one.amount) },
    { title: t('books.docNo'), key: 'doc', render: (_, one) => <Link to={`/transfers/${encodeURIComponent(one.transferId)}`}>{one.noticeNo}</Link> },
  ];
  return (
    <Part title={t('books.budget')} query={useBudget(unit)} none={t('books.noBudget')} testid="books-budget">
      {(found) => (found.lines.length === 0 && found.paid === 0 ? <p className="quiet">{t('books.noBudget')}</p> : (
        <>
          <p>{t('books.paid', { n: found.paid, monthly: yuan(found.monthly) })}</p>
          <DataTable<BudgetLine> label={t('books.budget')} rowKey="year" size="small" className="grid" columns={lines} dataSource={[...found.lines]} pagination={false} scroll={{ x: 760 }} />
          {found.entries.length > 0 && <><h3 className="books-sub">{t('books.moved')}</h3><DataTable<BudgetEntry> label={t('books.moved')} rowKey={(one) => `${one.transferId}${one.otherUnitId}${one.amount}`} size="small" className="grid" columns={entries} dataSource={[...found.entries]} pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }} scroll={{ x: 640 }} /></>}
        </>
      ))}
    </Part>
  );
}

function People({ unit, page, go }: { unit: string; page: number; go: (next: Record<string, string>) => void }) {
  const { t } = useI18n();
  const narrow = useNarrow();
  const columns: TableColumnsType<RegisteredPerson> = [
    ...usePersonColumns().filter((column) => column.key !== 'unit'),
    { title: t('transfer.list'), key: 'held', render: (_, one) => one.transferId && <Link to={`/transfers/${encodeURIComponent(one.transferId)}`}>{t('person.held')}</Link> },
  ];
  return (
    <Part title={t('books.people')} query={usePeople({ unitId: unit, page, size: 20 })} none={t('person.none')} testid="books-people">
      {(found) => (found.total === 0 ? <Empty title={t('person.none')} /> : (
        <>
          <DataTable<RegisteredPerson> label={t('books.people')} rowKey="personKey" size="small" className="grid" columns={columns} dataSource={[...found.items]} pagination={false} scroll={{ x: 640 }} />
          <Pagination className="pager" align="end" current={found.page} pageSize={20} total={found.total} showSizeChanger={false} simple={narrow} showTotal={(n) => t('common.total', { n })} onChange={(next) => go({ page: String(next) })} />
        </>
      ))}
    </Part>
  );
}
