import { ReloadOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Pagination, Tooltip } from 'antd';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { api } from '../api/client';
import type { TaskItem, TaskView } from '../api/types';
import { useI18n } from '../i18n';
import { ExportButton } from '../shell/ExportButton';
import { Empty, Loaded, NotFound } from '../shell/states';
import { useNarrow } from '../shell/useNarrow';
import { DecideTogether } from './batch/DecideTogether';
import type { Forms } from './batch/fit';
import { TaskCards } from './TaskCards';
import { isFiltered, readFilter, sizes, withCondition, writeFilter, type TaskFilter } from './taskFilter';
import { TaskFilterBar } from './TaskFilterBar';
import { TaskTable } from './TaskTable';

export function TaskListPage() {
  const { view } = useParams();
  return view === 'todo' || view === 'done' || view === 'initiated' ? <TaskList key={view} view={view} /> : <NotFound />;
}

const conditions = (view: TaskView, f: TaskFilter) =>
  ({ view, q: f.q, step: f.step, campaignId: f.campaignId, unitId: f.unitId, round: f.round ? Number(f.round) : undefined, due: f.due, inPlaceOf: f.inPlaceOf || undefined, sort: f.sort });
const ask = (view: TaskView, f: TaskFilter) => api.get('/tasks', { ...conditions(view, f), page: f.page, size: f.size });

const useForms = (enabled: boolean) => useQuery({ queryKey: ['forms'], queryFn: () => api.get('/forms') as Promise<Forms>, staleTime: Infinity, enabled });

function TaskList({ view }: { view: TaskView }) {
  const { t } = useI18n();
  const narrow = useNarrow();
  const [search, setSearch] = useSearchParams();
  const filter = readFilter(search, view);
  const query = useQuery({ queryKey: ['tasks', view, filter], queryFn: () => ask(view, filter), placeholderData: keepPreviousData });
  const change = (next: Partial<TaskFilter>) => setSearch(writeFilter(withCondition(filter, next), view), { replace: true });
  const counts = query.data?.counts;
  const forms = useForms(view === 'todo' && !narrow);
  const [ticked, tick] = useState<TaskItem[]>([]);
  // What is no longer in the list as it was ticked is not decided unseen.
  const chosen = ticked.flatMap((one) => query.data?.items.filter((item) => item.id === one.id && item.revision === one.revision) ?? []);

  return (
    <div className="page">
      <header className="page-head">
        <h1>{t(`nav.${view}`)}</h1>
        {view === 'todo' && counts && <p className="page-sub" aria-live="polite">{t('tasks.summary', { todo: counts.todo, overdue: counts.overdue, soon: counts.soon })}</p>}
        <span className="spacer" />
        <Tooltip title={t('common.refresh')}><Button icon={<ReloadOutlined spin={query.isFetching} />} aria-label={t('common.refresh')} onClick={() => void query.refetch()} /></Tooltip>
        <ExportButton path="/tasks.xlsx" query={conditions(view, filter)} disabled={!query.data?.total} />
      </header>
      <TaskFilterBar view={view} filter={filter} standsInFor={query.data?.standsInFor} change={change} clear={() => setSearch(writeFilter(readFilter(new URLSearchParams(), view), view), { replace: true })} />
      {forms.data && <DecideTogether items={chosen} forms={forms.data} clear={() => tick([])} />}
      <Loaded query={query} rows={10}>
        {(page) => page.items.length === 0
          ? (isFiltered(filter)
            ? <Empty title={t('state.emptyFiltered')} />
            : <Empty title={t(view === 'todo' ? 'tasks.emptyTodo' : view === 'done' ? 'tasks.emptyDone' : 'tasks.emptyInitiated')} text={view === 'todo' ? t('tasks.emptyTodoText') : undefined} />)
          : (
            <div className={query.isPlaceholderData ? 'stale' : undefined}>
              {narrow ? <TaskCards view={view} items={page.items} /> : <TaskTable view={view} items={page.items} filter={filter} change={change} ticked={chosen} tick={tick} forms={forms.data} />}
              <Pagination className="pager" align="end" current={page.page} pageSize={page.size} total={page.total} showSizeChanger={!narrow} pageSizeOptions={[...sizes]} simple={narrow} showTotal={(n) => t('common.total', { n })}
                onChange={(next, size) => { setSearch(writeFilter({ ...filter, page: size === filter.size ? next : 1, size }, view)); window.scrollTo({ top: 0 }); }} />
            </div>
          )}
      </Loaded>
    </div>
  );
}
