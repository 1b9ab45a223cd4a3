import { DownloadOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Pagination, Segmented } from 'antd';
import { Link } from 'react-router';
import { api } from '../api/client';
import type { Circular } from '../api/types';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { download, toCsv } from '../shell/csv';
import { Empty, Loaded } from '../shell/states';
import { useListAddress } from '../shell/useListAddress';
import { talkKey } from './queries';

const size = 20;

/** 传阅: what was shown to me, and what I have shown to others with who has read it. */
export function CopiesPage() {
  const { t } = useI18n();
  const { q, page, get, go, clear, limited } = useListAddress(['unread']);
  const view = get('view') === 'sent' ? 'sent' : 'received';
  const unread = get('unread') === '1';
  const ask = (number: number, many: number) => api.get('/copies', { view, unread, q, page: number, size: many });
  const query = useQuery({ queryKey: [talkKey, 'copies', view, unread, q, page], queryFn: () => ask(page, size), placeholderData: keepPreviousData });
  const counts = query.data?.counts;
  async function save() {
    const items: Circular[] = [];
    for (let number = 1, total = 1; items.length < total; number++) {
      const answer = await ask(number, 200);
      items.push(...answer.items);
      total = answer.items.length === 0 ? 0 : answer.total;
    }
    download(`${t('copies.title')}.csv`, toCsv([
      [t('tasks.case'), t('copies.sender'), t('common.time'), t('copies.remark'), t('copies.readAt'), t('copies.opinion'), t('copies.receipts')],
      ...items.map((item) => [item.flowTitle, item.senderName, minute(item.sentAt), item.remark ?? '', item.mine?.readAt ? minute(item.mine.readAt) : '', item.mine?.opinion ?? '', `${item.read}/${item.receivers}`]),
    ]));
  }
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('copies.title')}</h1>
        <span className="spacer" />
        <Button icon={<DownloadOutlined />} disabled={!query.data?.total} onClick={() => void save()}>{t('common.export')}</Button>
      </header>
      <div className="filters">
        <Segmented value={view} onChange={(next) => go({ view: next === 'sent' ? 'sent' : '' })} aria-label={t('copies.title')}
          options={[{ value: 'received', label: `${t('copies.received')}${counts?.unread ? ` ${counts.unread}` : ''}` }, { value: 'sent', label: `${t('copies.bySender')}${counts?.sent ? ` ${counts.sent}` : ''}` }]} />
        <Input.Search key={q} className="search" allowClear defaultValue={q} placeholder={t('common.search')} aria-label={t('common.search')} onSearch={(value) => go({ q: value.trim() })} />
        <Checkbox checked={unread} onChange={(e) => go({ unread: e.target.checked ? '1' : '' })}>{t('notices.unreadOnly')}</Checkbox>
      </div>
      <Loaded query={query} rows={6}>
        {(found) => found.items.length === 0 ? <Empty title={t(limited ? 'state.emptyFiltered' : view === 'sent' ? 'copies.noneSent' : 'copies.noneReceived')}>{limited && <Button onClick={clear}>{t('common.clearFilters')}</Button>}</Empty> : (
          <>
            <ul className="notices">
              {found.items.map((item) => (
                <li key={item.id} className={view === 'received' && item.mine?.state === 'Unread' ? 'unread' : undefined} data-testid={`copy-${item.id}`}>
                  <div>
                    <Link to={`/copies/${encodeURIComponent(item.id)}`}><b>{item.flowTitle}</b></Link>
                    {item.remark && <p>{item.remark}</p>}
                    <span className="quiet">{view === 'received' && `${item.senderName}　${item.senderUnitName ?? ''}　`}{minute(item.sentAt)}</span>
                  </div>
                  <span className="spacer" />
                  {view === 'received'
                    ? <span className={`chip tone-${item.mine?.state === 'Unread' ? 'review' : 'done'}`}>{t(`copies.state.${item.mine?.state ?? 'Read'}`)}</span>
                    : <span className={`chip tone-${item.read === item.receivers ? 'done' : 'review'}`}>{t('copies.readOf', { read: item.read, of: item.receivers })}</span>}
                </li>
              ))}
            </ul>
            <Pagination className="pager" align="end" current={page} pageSize={size} total={found.total} showSizeChanger={false} showTotal={(n) => t('common.total', { n })} onChange={(next) => { go({ page: String(next) }); window.scrollTo({ top: 0 }); }} />
          </>
        )}
      </Loaded>
    </div>
  );
}
