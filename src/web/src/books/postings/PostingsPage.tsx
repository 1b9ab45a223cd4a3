import { PlusOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Input, Pagination, Select } from 'antd';
import { Link } from 'react-router';
import { api } from '../../api/client';
import { useUnits } from '../../campaigns/queries';
import { useI18n } from '../../i18n';
import { useUser } from '../../session/SessionContext';
import { Empty, Loaded } from '../../shell/states';
import { useListAddress } from '../../shell/useListAddress';
import { useNarrow } from '../../shell/useNarrow';
import { transfersKey, useNames } from '../../transfers/queries';
import { groups, type PostingKind } from './kinds';
import { PostingCard } from './PostingCard';
import { postingStatuses, proposers } from './status';

const size = 20;

/** 台账登记: what people propose to the quota ledger, what waits for another's approval, and what has been posted. */
export function PostingsPage() {
  const { t, word } = useI18n();
  const user = useUser();
  const narrow = useNarrow();
  const units = useUnits();
  const { q, page, get, go, clear, limited } = useListAddress(['status', 'kind', 'unit']);
  const status = postingStatuses.find((one) => one === get('status'));
  const kind = groups.flatMap(([, of]) => of).find((one) => one === get('kind'));
  const query = useQuery({
    queryKey: [transfersKey, 'postings', { q, page, status, kind, unit: get('unit') }], placeholderData: keepPreviousData,
    queryFn: () => api.get('/organization/postings', { q, page, size, status, kind, unitId: get('unit') || undefined }),
  });
  const names = useNames([...new Set((query.data?.items ?? []).map((one) => one.personKey).filter((key) => key !== null))]);
  return (
    <div className="page">
      <p className="back"><Link to="/books">← {t('books.title')}</Link></p>
      <header className="page-head">
        <h1>{t('posting.title')}</h1><p className="page-sub">{t('posting.text')}</p><span className="spacer" />
        {user.roles.some((role) => proposers.includes(role)) && <Link to="/books/postings/new"><Button type="primary" icon={<PlusOutlined />} data-testid="new-posting">{t('posting.new')}</Button></Link>}
      </header>
      <div className="filters">
        <Input.Search key={q} className="search" allowClear defaultValue={q} placeholder={t('posting.search')} aria-label={t('common.search')} onSearch={(value) => go({ q: value.trim() })} />
        <Select value={status ?? ''} aria-label={t('common.status')} popupMatchSelectWidth={false} onChange={(next: string) => go({ status: next })} data-testid="posting-status-filter"
          options={[{ value: '', label: `${t('common.status')}：${t('common.all')}` }, ...postingStatuses.map((value) => ({ value, label: word('postingStatus', value) }))]} />
        <Select<PostingKind | ''> value={kind ?? ''} aria-label={t('posting.kind')} popupMatchSelectWidth={false} onChange={(next) => go({ kind: next })}
          options={[{ value: '', label: `${t('posting.kind')}：${t('common.all')}` }, ...groups.flatMap(([, of]) => of).map((value) => ({ value, label: word('postingKind', value) }))]} />
        <Select className="wide" value={get('unit')} aria-label={t('books.unit')} popupMatchSelectWidth={false} showSearch={{ optionFilterProp: 'label' }} onChange={(next: string) => go({ unit: next })}
          options={[{ value: '', label: `${t('books.unit')}：${t('common.all')}` }, ...(units.data ?? []).map((one) => ({ value: one.id, label: one.name }))]} />
      </div>
      <Loaded query={query} rows={8}>
        {(found) => found.items.length === 0
          ? <Empty title={t(limited ? 'state.emptyFiltered' : 'posting.none')} text={limited ? undefined : t('posting.noneText')}>{limited && <Button onClick={clear}>{t('common.clearFilters')}</Button>}</Empty>
          : (
            <div className={query.isPlaceholderData ? 'stale' : undefined}>
              <ul className="posting-list">{found.items.map((one) => <PostingCard key={one.id} of={one} person={names.data?.find((person) => person.personKey === one.personKey)} />)}</ul>
              <Pagination className="pager" align="end" current={found.page} pageSize={size} total={found.total} showSizeChanger={false} simple={narrow} showTotal={(n) => t('common.total', { n })} onChange={(next) => { go({ page: String(next) }); window.scrollTo({ top: 0 }); }} />
            </div>
          )}
      </Loaded>
    </div>
  );
}
