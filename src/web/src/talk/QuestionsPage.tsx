import { DownloadOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Pagination, Segmented } from 'antd';
import { Link } from 'react-router';
import { api } from '../api/client';
import type { Question } from '../api/types';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { download, toCsv } from '../shell/csv';
import { Empty, Loaded } from '../shell/states';
import { useListAddress } from '../shell/useListAddress';
import { QuestionItem } from './QuestionItem';
import { talkKey } from './queries';

const size = 20;

/** 沟通: what others ask me, and what I have asked. */
export function QuestionsPage() {
  const { t } = useI18n();
  const { q, page, get, go, clear, limited } = useListAddress(['open']);
  const view = get('view') === 'mine' ? 'mine' : 'asked';
  const open = get('open') === '1';
  const ask = (number: number, many: number) => api.get('/questions', { view, open, q, page: number, size: many });
  const query = useQuery({ queryKey: [talkKey, 'list', view, open, q, page], queryFn: () => ask(page, size), placeholderData: keepPreviousData });
  const counts = query.data?.counts;
  async function save() {
    const items: Question[] = [];
    for (let number = 1, total = 1; items.length < total; number++) {
      const answer = await ask(number, 200);
      items.push(...answer.items);
      total = answer.items.length === 0 ? 0 : answer.total;
    }
    download(`${t('talk.title')}.csv`, toCsv([
      [t('tasks.case'), t('tasks.task'), t('talk.asker'), t('common.time'), t('talk.question'), t('talk.persons'), t('common.status'), t('talk.answer')],
      ...items.flatMap((item) => item.asked.map((asked) => [item.flowTitle, item.taskTitle, item.askerName, minute(item.askedAt), item.text, asked.personName, t(`talk.state.${asked.state}`), asked.answers.at(-1)?.text ?? ''])),
    ]));
  }
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('talk.title')}</h1>
        <span className="spacer" />
        <Button icon={<DownloadOutlined />} disabled={!query.data?.total} onClick={() => void save()}>{t('common.export')}</Button>
      </header>
      <div className="filters">
        <Segmented value={view} onChange={(next) => go({ view: next === 'mine' ? 'mine' : '' })} aria-label={t('talk.title')}
          options={[{ value: 'asked', label: `${t('talk.toMe')}${counts?.toMe ? ` ${counts.toMe}` : ''}` }, { value: 'mine', label: `${t('talk.byMe')}${counts?.byMe ? ` ${counts.byMe}` : ''}` }]} />
        <Input.Search key={q} className="search" allowClear defaultValue={q} placeholder={t('common.search')} aria-label={t('common.search')} onSearch={(value) => go({ q: value.trim() })} />
        <Checkbox checked={open} onChange={(e) => go({ open: e.target.checked ? '1' : '' })}>{t('talk.openOnly')}</Checkbox>
      </div>
      <Loaded query={query} rows={6}>
        {(found) => found.items.length === 0 ? <Empty title={t(limited ? 'state.emptyFiltered' : view === 'mine' ? 'talk.noneByMe' : 'talk.noneToMe')}>{limited && <Button onClick={clear}>{t('common.clearFilters')}</Button>}</Empty> : (
          <>
            <ul className="questions panel">
              {found.items.map((question) => (
                <QuestionItem key={question.id} question={question}
                  about={<Link to={view === 'mine' ? `/cases/${encodeURIComponent(question.caseId)}?task=${encodeURIComponent(question.taskId)}` : `/task/${encodeURIComponent(question.taskId)}`}>{question.flowTitle}　{question.taskTitle}</Link>} />
              ))}
            </ul>
            <Pagination className="pager" align="end" current={page} pageSize={size} total={found.total} showSizeChanger={false} showTotal={(n) => t('common.total', { n })} onChange={(next) => { go({ page: String(next) }); window.scrollTo({ top: 0 }); }} />
          </>
        )}
      </Loaded>
    </div>
  );
}
