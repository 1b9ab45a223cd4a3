import { Button, Pagination, Select, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { BudgetEntry, BudgetLine, RegisteredPerson } from '../api/types';
import { day } from '../calendar/moment';
import { useUnits } from '../campaigns/queries';
import { useI18n } from '../i18n';
import { useUser } from '../session/SessionContext';
import { DataTable } from '../shell/DataTable';
import { bookReaders } from '../shell/navigation';
import { Empty } from '../shell/states';
import { useListAddress } from '../shell/useListAddress';
import { useNarrow } from '../shell/useNarrow';
import { usePeople } from '../transfers/queries';
import { usePersonColumns } from '../transfers/TransferPeople';
import { Accounts } from './Accounts';
import { booksOf } from './openers';
import { Part } from './Part';
import { useBudget } from './queries';
import { RelationsDrawer } from './relations/RelationsDrawer';
import { yuan } from './yuan';

/** What 机构编制, 财政 and 人社 have in their books about one unit, side by side. Others see the quota ledger of their own unit. */
export function BooksPage() {
  const { t } = useI18n();
  const units = useUnits();
  const user = useUser();
  const opens = booksOf(user.roles).length > 0;
  const everyUnit = user.roles.some((role) => bookReaders.includes(role));
  const { page, get, go } = useListAddress(['unit']);
  const unit = everyUnit ? get('unit') || units.data?.find((one) => one.kind === 'District')?.id || units.data?.[0]?.id || '' : user.unitId ?? '';
  return (
    <div className="page">
      <header className="page-head"><h1>{t(everyUnit ? 'books.title' : 'books.accounts')}</h1><p className="page-sub">{everyUnit ? t('books.text') : user.unitName}</p><span className="spacer" />{everyUnit && <Link to="/books/postings" data-testid="to-postings">{t('posting.link')}</Link>}{opens && <Link to="/books/opening" data-testid="to-opening">{t('opening.title')}</Link>}</header>
      {everyUnit && <div className="filters">
        <Select value={unit || undefined} loading={units.isPending} aria-label={t('books.unit')} popupMatchSelectWidth={false} showSearch={{ optionFilterProp: 'label' }} onChange={(next: string) => go({ unit: next })} options={(units.data ?? []).map((one) => ({ value: one.id, label: one.name }))} data-testid="books-unit" />
      </div>}
      {unit !== '' && <><Accounts unit={unit} />{everyUnit && <><Budget unit={unit} /><People unit={unit} page={page} go={go} /></>}</>}
    </div>
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
  const [shown, show] = useState<RegisteredPerson | null>(null);
  const name = (_: unknown, one: RegisteredPerson) => <Button type="link" size="small" className="in-table" onClick={() => show(one)} title={t('relation.title', { name: one.name })} data-testid="to-relations">{one.name}</Button>;
  const columns: TableColumnsType<RegisteredPerson> = [
    ...usePersonColumns().filter((column) => column.key !== 'unit').map((column) => (column.key === 'name' ? { ...column, render: name } : column)),
    { title: t('transfer.list'), key: 'held', render: (_, one) => one.transferId && <Link to={`/transfers/${encodeURIComponent(one.transferId)}`}>{t('person.held')}</Link> },
  ];
  return (
    <Part title={t('books.people')} query={usePeople({ unitId: unit, page, size: 20 })} none={t('person.none')} testid="books-people">
      {(found) => (found.total === 0 ? <Empty title={t('person.none')} /> : (
        <>
          <DataTable<RegisteredPerson> label={t('books.people')} rowKey="personKey" size="small" className="grid" columns={columns} dataSource={[...found.items]} pagination={false} scroll={{ x: 640 }} />
          <Pagination className="pager" align="end" current={found.page} pageSize={20} total={found.total} showSizeChanger={false} simple={narrow} showTotal={(n) => t('common.total', { n })} onChange={(next) => go({ page: String(next) })} />
          {shown && <RelationsDrawer person={shown.personKey} name={shown.name} close={() => show(null)} />}
        </>
      ))}
    </Part>
  );
}
