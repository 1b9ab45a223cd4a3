import { Tooltip, type TableColumnsType } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { TaskItem, TaskView } from '../api/types';
import { short } from '../calendar/moment';
import { StageChip } from '../cases/StageChip';
import { useI18n } from '../i18n';
import { DataTable } from '../shell/DataTable';
import { simpleOutcomes, type Forms } from './batch/fit';
import { SupervisionMark } from '../supervisions/SupervisionMark';
import { Due } from './Due';
import { OnBehalf } from './OnBehalf';
import type { TaskFilter } from './taskFilter';
import { taskLink } from './taskLink';

interface Ticking { ticked: TaskItem[]; tick: (items: TaskItem[]) => void; forms: Forms | undefined }

export function TaskTable({ view, items, filter, change, ticked, tick, forms }: { view: TaskView; items: TaskItem[]; filter: TaskFilter; change: (next: Partial<TaskFilter>) => void } & Ticking) {
  const { t, word, language } = useI18n();
  const navigate = useNavigate();
  const order = (field: string) => (filter.sort === field ? 'ascend' as const : filter.sort === `-${field}` ? 'descend' as const : null);
  const untickable = (item: TaskItem) => (item.dueState === 'held' ? t('together.held') : simpleOutcomes(item, forms ?? {}, language).length === 0 ? t('together.needsForm') : null);
  const columns: TableColumnsType<TaskItem> = [
    {
      title: t('tasks.case'), key: 'case',
      render: (_, item) => (
        <div className="task-title">
          <Link to={taskLink(item)} onClick={(e) => e.stopPropagation()}>{item.caseTitle ?? item.title}</Link>
          <OnBehalf name={item.inPlaceOfName} /><SupervisionMark taskId={item.id} />
        </div>
      ),
    },
    { title: t('tasks.step'), key: 'step', width: 112, render: (_, item) => word('step', item.step) },
    { title: t('tasks.stage'), key: 'stage', width: language === 'zh' ? 150 : 186, render: (_, item) => <span className="stage-round"><StageChip stage={item.stage} />{item.round ? <small>{t('round.n', { n: item.round })}</small> : null}</span> },
  ];
  if (view === 'todo') {
    columns.push(
      { title: t('tasks.openedAt'), key: 'opened', width: 118, sorter: true, sortOrder: order('opened'), render: (_, item) => <time className="quiet" dateTime={item.openedAt}>{short(item.openedAt)}</time> },
      { title: t('tasks.due'), key: 'due', width: 190, sorter: true, sortOrder: order('due'), render: (_, item) => <Due at={item.dueAt} state={item.dueState} level={item.overdueLevel} /> },
    );
  } else {
    columns.push(
      { title: t('tasks.outcome'), key: 'outcome', width: 150, render: (_, item) => (item.outcome ? word('outcome', item.outcome) : <span className="quiet">{word('taskStatus', item.status)}</span>) },
      { title: view === 'done' ? t('tasks.closedAt') : t('tasks.openedAt'), key: 'opened', width: 132, sorter: true, sortOrder: order('opened'), render: (_, item) => <time className="quiet" dateTime={item.closedAt ?? item.openedAt}>{short(view === 'done' ? item.closedAt ?? item.openedAt : item.openedAt)}</time> },
    );
  }
  columns.push({ title: <span className="sr">{t('common.actions')}</span>, key: 'go', width: 72, align: 'right', render: (_, item) => <Link to={taskLink(item)} onClick={(e) => e.stopPropagation()} aria-label={`${t(view === 'todo' ? 'tasks.handle' : 'tasks.view')} ${item.caseTitle ?? item.title}`}>{t(view === 'todo' ? 'tasks.handle' : 'tasks.view')}</Link> });
  return (
    <DataTable<TaskItem> label={t('nav.work')} rowKey="id" size="middle" columns={columns} dataSource={items} pagination={false} sticky={{ offsetHeader: 52 }} className="grid" showSorterTooltip={false}
      rowSelection={view === 'todo' && forms ? {
        hideSelectAll: true, columnTitle: <span className="sr">{t('batch.choose')}</span>, columnWidth: 44, selectedRowKeys: ticked.map((item) => item.id), onChange: (_, rows) => tick(rows.filter(Boolean)),
        getCheckboxProps: (item) => ({ disabled: untickable(item) !== null, 'aria-label': `${t('together.title')} ${item.caseTitle ?? item.title}` }),
        renderCell: (_, item, __, box) => <Tooltip title={untickable(item)}><span>{box}</span></Tooltip>,
        onCell: () => ({ onClick: (e) => e.stopPropagation() }),
      } : undefined}
      rowClassName={(item) => `row-link${item.dueState === 'overdue' && view === 'todo' ? ' row-overdue' : ''}`}
      onRow={(item) => ({ onClick: () => { if (!window.getSelection()?.toString()) void navigate(taskLink(item)); } })}
      onChange={(_, __, sorter) => {
        const { columnKey, order: direction } = Array.isArray(sorter) ? sorter[0]! : sorter;
        change({ sort: `${direction === 'descend' ? '-' : ''}${String(columnKey)}` });
      }} />
  );
}
