import { Input, type TableColumnsType } from 'antd';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../api/client';
import type { ListPath, Row, Search } from '../api/routes';
import type { Page } from '../api/types';
import { useI18n } from '../i18n';
import { DataTable } from '../shell/DataTable';
import { Empty, Loaded } from '../shell/states';

/** A page of the operator: a title, a table whose page and search live in the URL, and a plate when there is nothing. */
export function OperationList<P extends ListPath>({ path, title, text, columns, rowKey, searchable = false, empty, tools, extraQuery }: {
  path: P; title: string; text?: string; columns: TableColumnsType<Row<P>>; rowKey: (row: Row<P>) => string; searchable?: boolean;
  empty?: ReactNode; tools?: ReactNode; extraQuery?: Search<'get', P>;
}) {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const page = Number(search.get('page')) || 1;
  const q = search.get('q') ?? '';
  const query = useQuery({
    queryKey: ['operations', path, page, q, extraQuery], placeholderData: keepPreviousData,
    queryFn: async () => {
      const answer = (await api.get(path, { page, size: 50, q, ...(extraQuery as object | undefined) } as Search<'get', P>)) as unknown as Page<Row<P>> | Row<P>[];
      return Array.isArray(answer) ? { items: answer, total: answer.length, page: 1, size: Math.max(answer.length, 50) } : answer;
    },
  });
  const go = (next: { page?: number; q?: string }) => {
    const wanted = new URLSearchParams();
    if (next.q ?? q) wanted.set('q', next.q ?? q);
    if (next.page && next.page > 1) wanted.set('page', String(next.page));
    setSearch(wanted, { replace: true });
  };
  return (
    <div className="page">
      <header className="page-head"><h1>{title}</h1>{text && <p className="page-sub">{text}</p>}<span className="spacer" />{tools}</header>
      {searchable && <div className="filters"><Input.Search className="search" allowClear defaultValue={q} placeholder={t('common.search')} aria-label={t('common.search')} onSearch={(value) => go({ q: value.trim() })} /></div>}
      <Loaded query={query} rows={8}>
        {(answer) => answer.items.length === 0 ? (empty && !q ? empty : <Empty title={q ? t('state.emptyFiltered') : undefined} />) : (
          <DataTable<Row<P>> label={title} className="grid" size="middle" rowKey={rowKey} columns={columns} dataSource={answer.items} scroll={{ x: 'max-content' }}
            pagination={{ current: answer.page, pageSize: answer.size, total: answer.total, showSizeChanger: false, hideOnSinglePage: true, showTotal: (n) => t('common.total', { n }), onChange: (next) => go({ page: next }) }} />
        )}
      </Loaded>
    </div>
  );
}
