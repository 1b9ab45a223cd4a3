import { Alert, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { CaseDetail } from '../api/caseTypes';
import type { TaskDetail } from '../api/types';
import { useTask } from '../cases/queries';
import { useI18n } from '../i18n';
import { taskTitle } from '../tasks/taskTitle';
import { Loaded } from '../shell/states';
import { TaskTalk } from '../talk/TaskTalk';
import { ClosedTask } from './ClosedTask';
import { TaskForm } from './TaskForm';

export interface FinishedTask { taskId: string; title: string; outcome: string }

/** One task as a person sees it: its form while it can be decided, what became of it afterwards. */
export function TaskPanel({ taskId, detail, touched, onDone }: { taskId: string; detail: CaseDetail | null; touched?: () => void; onDone: (finished: FinishedTask) => void }) {
  const { word, language } = useI18n();
  const query = useTask(taskId);
  const [begun, setBegun] = useState(false);
  const may = (task: TaskDetail) => (task.canDecide && task.status === 'Open') || begun;
  return (
    <div className="panel task-panel" data-testid="task-panel">
      <Loaded query={query} rows={6}>
        {(task) => may(task)
          ? <TaskForm task={task} detail={detail} onDone={(what) => onDone({ taskId, title: taskTitle(task, language, word), outcome: what })} onTouched={() => { if (!begun) setBegun(true); touched?.(); }} />
          : <ClosedTask task={task} />}
      </Loaded>
      <TaskTalk taskId={taskId} caseId={detail ? null : query.data?.caseId ?? null} />
    </div>
  );
}

export function DoneNote({ finished, close }: { finished: FinishedTask; close?: () => void }) {
  const { t } = useI18n();
  const note = useRef<HTMLDivElement>(null);
  // The form that had the focus is gone; whoever works by keyboard goes on here.
  useEffect(() => note.current?.focus({ preventScroll: true }), [finished.taskId]);
  return (
    <div ref={note} tabIndex={-1} role="status">
    <Alert className="done-note" type="success" showIcon title={t('form.done', { outcome: finished.outcome })} description={finished.title} data-testid="task-done" closable={close ? { onClose: close } : false}
      action={<Link to="/tasks/todo"><Button type="primary" size="small">{t('form.backToList')}</Button></Link>} />
    </div>
  );
}
