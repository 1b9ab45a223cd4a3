import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Pagination, Segmented, Select } from 'antd';
import { api } from '../api/client';
import type { Withdrawal } from '../api/caseTypes';
import type { ExtensionRequest } from '../api/types';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { download, toCsv } from '../shell/csv';
import { Empty, Loaded } from '../shell/states';
import { useListAddress } from '../shell/useListAddress';
import { ExtensionItem } from './ExtensionItem';
import { WithdrawalItem } from './WithdrawalItem';

type Asked = { kind: 'extension'; of: ExtensionRequest } | { kind: 'withdrawal'; of: Withdrawal };
const kinds = ['all', 'withdrawal', 'extension'] as const;
const states = ['Pending', 'Approved', 'Refused'] as const;
const waitingFirst = (a: Asked, b: Asked) =>
  Number(b.of.status === 'Pending') - Number(a.of.status === 'Pending') || b.of.requestedAt.localeCompare(a.of.requestedAt);

/** What units have asked of the reform office: to take a document back, or more time for a step. */
export function RequestsPage() {
  const { t, word } = useI18n();
  const { q, page, get, go, clear, limited } = useListAddress(['kind', 'status']);
  const query = useQuery({
    queryKey: ['requests'],
    queryFn: async (): Promise<Asked[]> => {
      const [withdrawals, extensions] = await Promise.all([api.get('/withdrawals'), api.get('/extension-requests')]);
      return [...withdrawals.map((of) => ({ kind: 'withdrawal' as const, of })), ...extensions.map((of) => ({ kind: 'extension' as const, of }))].sort(waitingFirst);
    },
  });
  const found = (query.data ?? []).filter((asked) => (!get('kind') || asked.kind === get('kind')) && (!get('status') || asked.of.status === get('status'))
    && (!q || [asked.of.caseTitle, asked.of.unitName, asked.of.reason, asked.of.requestedByName].some((text) => text.includes(q))));
  const save = () => download(`${t('request.title')}.csv`, toCsv([
    [t('request.kind'), t('request.case'), t('common.unit'), t('request.what'), t('common.reason'), t('common.person'), t('common.time'), t('common.status')],
    ...found.map(({ kind, of }) => [t(`request.kind.${kind}`), of.caseTitle, of.unitName, kind === 'extension' ? `${word('step', of.step)} ${t('extension.days', { n: of.days })}` : word('stage', of.stage), of.reason, of.requestedByName, minute(of.requestedAt), t(`request.${of.status}`)]),
  ]));
  return (
    <div className="page">
      <header className="page-head"><h1>{t('request.title')}</h1><p className="page-sub">{t('request.text')}</p><span className="spacer" />
        <Button icon={<DownloadOutlined />} disabled={found.length === 0} onClick={save}>{t('common.export')}</Button></header>
      <div className="filters">
        <Segmented value={get('kind') || 'all'} onChange={(kind) => go({ kind: kind === 'all' ? '' : kind })} options={kinds.map((name) => ({ value: name, label: t(`request.kind.${name}`) }))} aria-label={t('request.kind')} />
        <Input.Search key={q} className="search" allowClear defaultValue={q} placeholder={t('common.search')} aria-label={t('common.search')} onSearch={(value) => go({ q: value.trim() })} />
        <Select value={get('status')} aria-label={t('common.status')} popupMatchSelectWidth={false} onChange={(status: string) => go({ status })}
          options={[{ value: '', label: `${t('common.status')}：${t('common.all')}` }, ...states.map((value) => ({ value, label: t(`request.${value}`) }))]} />
      </div>
      <Loaded query={query} rows={5}>
        {() => found.length === 0 ? <Empty title={t(limited ? 'state.emptyFiltered' : 'request.none')}>{limited && <Button onClick={clear}>{t('common.clearFilters')}</Button>}</Empty> : (
          <>
            <ul className="notices">{found.slice((page - 1) * 50, page * 50).map((asked) => (asked.kind === 'withdrawal' ? <WithdrawalItem key={`w${asked.of.id}`} request={asked.of} /> : <ExtensionItem key={`e${asked.of.id}`} request={asked.of} />))}</ul>
            <Pagination className="pager" align="end" current={page} pageSize={50} total={found.length} showSizeChanger={false} showTotal={(n) => t('common.total', { n })} onChange={(next) => go({ page: String(next) })} />
          </>
        )}
      </Loaded>
    </div>
  );
}
