import { Button, Input, Select } from 'antd';
import { DownloadOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { ListPath, Row, Search } from '../api/routes';
import type { Page } from '../api/types';
import { useI18n } from '../i18n';
import { download, toCsv } from '../shell/csv';
import { DataTable } from '../shell/DataTable';
import { Empty, Loaded } from '../shell/states';
import { containing, sorted, type Value } from './rows';
import { ServiceChoice } from './services/ServiceChoice';
import { useService } from './services/useService';

const size = 50;

/** `value` is what a column is sorted by and what goes into the export; without `render` it is also what is shown. */
export interface Column<T> { title: string; value?: (row: T) => Value; render?: (row: T) => ReactNode; align?: 'right' }
/** A condition the server knows by `name`; it lives in the address. */
export interface Condition { name: string; label: string; options: { value: string; label: string }[] }

/** A page of the operator: search, conditions, order and page live in the address; what is found can be taken along as a file.
 * Lists that the server sends whole are searched and ordered here. */
export function OperationList<P extends ListPath>({ path, whole = false, services = false, title, text, columns, rowKey, searchable = false, conditions = [], exported = true, empty, tools, selection, above, found }: {
  path: P; whole?: boolean;
  /** Every service keeps such a list in its own database. */
  services?: boolean; title: string; text?: string; columns: Column<Row<P>>[]; rowKey: (row: Row<P>) => string; searchable?: boolean; conditions?: Condition[];
  exported?: boolean; empty?: ReactNode; tools?: ReactNode;
  /** Rows can be chosen, over several pages. */
  selection?: { keys: string[]; choose: (keys: string[]) => void };
  /** What stands between the conditions and the rows. */
  above?: ReactNode; found?: (total: number) => void;
}) {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const [exporting, setExporting] = useState(false);
  const { name: service, api } = useService();
  const page = Number(search.get('page')) || 1;
  const q = search.get('q') ?? '';
  const order = search.get('sort') ?? '';
  const chosen = Object.fromEntries(conditions.flatMap(({ name }) => (search.get(name) ? [[name, search.get(name)!]] : [])));
  const limited = q !== '' || Object.keys(chosen).length > 0;
  const ask = async (at: number, most: number): Promise<Page<Row<P>>> => {
    if (!whole) return (await api.get(path, { page: at, size: most, q, ...chosen } as Search<'get', P>)) as unknown as Page<Row<P>>;
    const rows = (await api.get(path)) as unknown as Row<P>[];
    const kept = rows.filter((row) => containing(columns, row, q) && Object.entries(chosen).every(([name, value]) => String((row as Record<string, unknown>)[name]) === value));
    return { items: sorted(columns, kept, order).slice((at - 1) * most, at * most), total: kept.length, page: at, size: most };
  };
  const query = useQuery({ queryKey: ['operations', path, service, page, q, order, chosen], placeholderData: keepPreviousData, queryFn: () => ask(page, size) });
  const total = query.data?.total;
  useEffect(() => { if (total !== undefined) found?.(total); }, [total, found]);
  const go = (next: Record<string, string>) => {
    const wanted = new URLSearchParams(search);
    for (const [name, value] of Object.entries({ page: '', ...next })) if (value) wanted.set(name, value); else wanted.delete(name);
    setSearch(wanted, { replace: true });
  };

  async function exportAll() {
    setExporting(true);
    try {
      const told = columns.filter((column) => column.value);
      const rows: unknown[][] = [told.map((column) => column.title)];
      for (let at = 1; at <= 50; at++) {
        const answer = await ask(at, 200);
        rows.push(...answer.items.map((row) => told.map((column) => column.value!(row) ?? '')));
        if (at * 200 >= answer.total) break;
      }
      download(`${title}.csv`, toCsv(rows));
    } finally {
      setExporting(false);
    }
  }

  const orderOf = (at: number) => (order === String(at) ? 'ascend' as const : order === `-${at}` ? 'descend' as const : null);
  return (
    <div className="page">
      <header className="page-head"><h1>{title}</h1>{text && <p className="page-sub">{text}</p>}<span className="spacer" />
        {exported && <Button icon={<DownloadOutlined />} loading={exporting} disabled={!query.data?.total} onClick={() => void exportAll()}>{t('common.export')}</Button>}
        {tools}
      </header>
      {(services || searchable || conditions.length > 0) && (
        <div className="filters">
          {services && <ServiceChoice />}
          {searchable && <Input.Search key={q} className="search" allowClear defaultValue={q} placeholder={t('common.search')} aria-label={t('common.search')} onSearch={(value) => go({ q: value.trim() })} />}
          {conditions.map(({ name, label, options }) => (
            <Select key={name} value={search.get(name) ?? ''} aria-label={label} popupMatchSelectWidth={false} onChange={(value: string) => go({ [name]: value })}
              options={[{ value: '', label: `${label}：${t('common.all')}` }, ...options]} />
          ))}
        </div>
      )}
      {above}
      <Loaded query={query} rows={8}>
        {(answer) => answer.items.length === 0 ? (empty && !limited ? empty : <Empty title={limited ? t('state.emptyFiltered') : undefined}>{limited && <Button onClick={() => setSearch(service === null ? {} : { service }, { replace: true })}>{t('common.clearFilters')}</Button>}</Empty>) : (
          <DataTable<Row<P>> label={title} className="grid" size="middle" rowKey={rowKey} dataSource={answer.items} scroll={{ x: 'max-content' }} showSorterTooltip={false}
            rowSelection={selection && { hideSelectAll: true, columnTitle: <span className="sr">{t('batch.choose')}</span>, selectedRowKeys: selection.keys, preserveSelectedRowKeys: true, onChange: (keys) => selection.choose(keys.map(String)), getCheckboxProps: (row) => ({ 'aria-label': rowKey(row) }) }}
            columns={columns.map(({ title: name, value, render, align }, at) => ({
              key: at, align, title: value || name !== t('common.actions') ? name : <span className="sr">{name}</span>, render: (_: unknown, row: Row<P>) => (render ? render(row) : value?.(row)),
              ...(whole && value ? { sorter: true, sortOrder: orderOf(at) } : {}),
            }))}
            onChange={(pages, _, by) => {
              const one = Array.isArray(by) ? by[0] : by;
              const next = one?.order ? `${one.order === 'descend' ? '-' : ''}${String(one.columnKey)}` : '';
              if (whole && next !== order) go({ sort: next });
              else go({ page: pages.current && pages.current > 1 ? String(pages.current) : '' });
            }}
            pagination={{ current: answer.page, pageSize: answer.size, total: answer.total, showSizeChanger: false, showTotal: (n) => t('common.total', { n }) }} />
        )}
      </Loaded>
    </div>
  );
}
