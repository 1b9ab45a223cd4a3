import { Pagination, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Problem } from '../api/client';
import type { RegisteredPerson, TransferDocument } from '../api/types';
import { useI18n } from '../i18n';
import { DataTable } from '../shell/DataTable';
import { Failure, Loading } from '../shell/states';
import { useNarrow } from '../shell/useNarrow';
import { useNames } from './queries';
import { peopleOf } from './status';

const perPage = 50;

/** Who moves. The office knows keys; names come from the register of human resources, page by page. */
export function TransferPeople({ of }: { of: TransferDocument }) {
  const { t } = useI18n();
  const narrow = useNarrow();
  const keys = peopleOf(of);
  const [page, setPage] = useState(1);
  const query = useNames(keys.slice((page - 1) * perPage, page * perPage));
  if (keys.length === 0) return null;
  const hidden = query.error instanceof Problem && query.error.status === 403;
  return (
    <section className="panel transfer-part" aria-label={t('transfer.people')} data-testid="transfer-people">
      <h2>{t('transfer.people')}　<small className="quiet">{t('transfer.peopleCount', { n: keys.length })}</small></h2>
      {hidden ? <p className="quiet">{t('transfer.peopleHidden')}</p> : query.error ? <Failure error={query.error} retry={() => void query.refetch()} /> : !query.data ? <Loading rows={3} /> : <People rows={query.data} label={t('transfer.people')} />}
      {keys.length > perPage && <Pagination className="pager" align="end" current={page} pageSize={perPage} total={keys.length} showSizeChanger={false} simple={narrow} onChange={setPage} />}
    </section>
  );
}

function People({ rows, label }: { rows: RegisteredPerson[]; label: string }) {
  return <DataTable<RegisteredPerson> label={label} rowKey="personKey" size="small" columns={usePersonColumns()} dataSource={rows} pagination={false} className="grid" scroll={{ x: 640 }} />;
}

/** What a list of people tells of each, wherever it is shown. */
export function usePersonColumns(): TableColumnsType<RegisteredPerson> {
  const { t } = useI18n();
  return [
    { title: t('person.name'), key: 'name', width: 110, render: (_, one) => one.name },
    { title: t('person.number'), key: 'number', width: 190, render: (_, one) => <span className="number">{one.number}</span> },
    { title: t('person.unit'), key: 'unit', render: (_, one) => one.unitName },
    { title: t('person.identity'), key: 'identity', render: (_, one) => one.identityLabel },
    { title: t('person.quota'), key: 'quota', render: (_, one) => <>{one.quotaLabel}<br /><small className="quiet">{one.fundingLabel}</small></> },
  ];
}
