import { Button, Checkbox, Input, Pagination, Select } from 'antd';
import { DownloadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api/client';
import type { Notice } from '../api/types';
import { useCommand } from '../api/useCommand';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { download, toCsv } from '../shell/csv';
import { useListAddress } from '../shell/useListAddress';
import { useNotices } from './useNotices';
import { Empty, Loaded } from '../shell/states';

/** What waits for a decision on the page of requests. */
const asks = new Set(['WithdrawalAsked', 'ExtensionAsked']);

/** Where a notice leads: to the case (transfer, posting), or to the task for those who have nothing else to do with the case. */
function pageOf({ kind, caseId, taskId }: Notice): string | null {
  if (asks.has(kind)) return '/requests?status=Pending';
  if (kind.startsWith('Copy')) return kind === 'CopyOpinion' ? '/copies?view=sent' : '/copies';
  if (caseId && kind === 'Transfer') return `/transfers/${encodeURIComponent(caseId)}`;
  if (caseId && kind === 'Posting') return `/books/postings?q=${encodeURIComponent(caseId)}`;
  if (!caseId) return taskId ? `/task/${encodeURIComponent(taskId)}` : null;
  return `/cases/${encodeURIComponent(caseId)}${kind === 'Answer' && taskId ? `?task=${encodeURIComponent(taskId)}` : ''}`;
}

export function NoticesPage() {
  const { t, word, language } = useI18n();
  const cache = useQueryClient();
  const { q, page, get, go, clear, limited } = useListAddress(['kind', 'unread']);
  const query = useNotices();
  const kinds = [...new Set((query.data?.items ?? []).map((notice) => notice.kind))].sort();
  const found = (query.data?.items ?? []).filter((notice) => (!get('unread') || !notice.readAt) && (!get('kind') || notice.kind === get('kind')) && (!q || `${notice.title}${notice.text ?? ''}`.includes(q)));
  const titleOf = (notice: Notice) => (language === 'zh' ? notice.title : `${notice.title.split('：')[0]}: ${word('noticeKind', notice.kind)}`);
  const save = () => download(`${t('notices.title')}.csv`, toCsv([[t('common.time'), t('notices.kind'), t('notices.title')], ...found.map((notice) => [minute(notice.at), word('noticeKind', notice.kind), notice.title])]));
  const read = useCommand((ids: string[] | null, commandId) => api.post('/notices/read', { commandId, ids }), { onSuccess: () => void cache.invalidateQueries({ queryKey: ['notices'] }) });
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('notices.title')}</h1>
        <p className="page-sub">{query.data ? t('notices.unread', { n: query.data.unread }) : ''}</p>
        <span className="spacer" />
        <Link to="/notices/settings">{t('noticeSettings.title')}</Link>
        <Button icon={<DownloadOutlined />} disabled={found.length === 0} onClick={save}>{t('common.export')}</Button>
        <Button disabled={!query.data?.unread} loading={read.isPending} onClick={() => read.submit(null)}>{t('notices.markAll')}</Button>
      </header>
      <div className="filters">
        <Input.Search key={q} className="search" allowClear defaultValue={q} placeholder={t('common.search')} aria-label={t('common.search')} onSearch={(value) => go({ q: value.trim() })} />
        <Select value={get('kind')} aria-label={t('notices.kind')} popupMatchSelectWidth={false} onChange={(kind: string) => go({ kind })}
          options={[{ value: '', label: `${t('notices.kind')}：${t('common.all')}` }, ...kinds.map((value) => ({ value, label: word('noticeKind', value) }))]} />
        <Checkbox checked={get('unread') === '1'} onChange={(e) => go({ unread: e.target.checked ? '1' : '' })}>{t('notices.unreadOnly')}</Checkbox>
      </div>
      <Loaded query={query} rows={8}>
        {() => found.length === 0 ? <Empty title={t(limited ? 'state.emptyFiltered' : 'notices.empty')}>{limited && <Button onClick={clear}>{t('common.clearFilters')}</Button>}</Empty> : (
          <>
          <ul className="notices">
            {found.slice((page - 1) * 50, page * 50).map((notice) => (
              <li key={notice.id} data-case={notice.caseId ?? undefined} className={notice.readAt ? undefined : 'unread'}>
                <div>
                  <b>{titleOf(notice)}</b>
                  {notice.text && <p>{notice.text}</p>}
                  <time className="quiet" dateTime={notice.at}>{minute(notice.at)}</time>
                </div>
                <span className="spacer" />
                {pageOf(notice) && <Link to={pageOf(notice)!} onClick={() => !notice.readAt && read.submit([notice.id])}>{t('notice.open')}</Link>}
              </li>
            ))}
          </ul>
          <Pagination className="pager" align="end" current={page} pageSize={50} total={found.length} showSizeChanger={false} showTotal={(n) => t('common.total', { n })} onChange={(next) => { go({ page: String(next) }); window.scrollTo({ top: 0 }); }} />
          </>
        )}
      </Loaded>
    </div>
  );
}
