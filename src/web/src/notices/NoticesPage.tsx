import { Button, Checkbox } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { api } from '../api/client';
import { useCommand } from '../api/useCommand';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { useNotices } from '../shell/Shell';
import { Empty, Loaded } from '../shell/states';

export function NoticesPage() {
  const { t, word, language } = useI18n();
  const cache = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const unreadOnly = search.get('unread') === '1';
  const query = useNotices(unreadOnly);
  const read = useCommand((ids: string[] | null, commandId) => api.post('/notices/read', { commandId, ids }), { onSuccess: () => void cache.invalidateQueries({ queryKey: ['notices'] }) });
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('notices.title')}</h1>
        <p className="page-sub">{query.data ? t('notices.unread', { n: query.data.unread }) : ''}</p>
        <span className="spacer" />
        <Checkbox checked={unreadOnly} onChange={(e) => setSearch(e.target.checked ? { unread: '1' } : {}, { replace: true })}>{t('notices.unreadOnly')}</Checkbox>
        <Button disabled={!query.data?.unread} loading={read.isPending} onClick={() => read.submit(null)}>{t('notices.markAll')}</Button>
      </header>
      <Loaded query={query} rows={8}>
        {({ items }) => items.length === 0 ? <Empty title={t('notices.empty')} /> : (
          <ul className="notices">
            {items.map((notice) => (
              <li key={notice.id} className={notice.readAt ? undefined : 'unread'}>
                <div>
                  <b>{language === 'zh' ? notice.title : `${notice.title.split('：')[0]}: ${word('noticeKind', notice.kind)}`}</b>
                  {notice.text && <p>{notice.text}</p>}
                  <time className="quiet" dateTime={notice.at}>{minute(notice.at)}</time>
                </div>
                <span className="spacer" />
                {notice.caseId && <Link to={`/cases/${encodeURIComponent(notice.caseId)}`} onClick={() => !notice.readAt && read.submit([notice.id])}>{t('notice.open')}</Link>}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </div>
  );
}
