import { Alert, App, Button } from 'antd';
import type { TaskDetail } from '../api/types';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { copyText } from '../shell/copyText';
import { outcomesOf, type Data } from './schema';

/** Somebody else moved the task while it was open here: says what happened, keeps what was typed. */
export function ConflictNote({ task, opened, data, accept }: { task: TaskDetail; opened: TaskDetail; data: Data; accept: () => void }) {
  const { t, word, language } = useI18n();
  const { message } = App.useApp();
  const copy = () => void copyText(JSON.stringify(data, null, 2)).then(() => message.success(t('common.copied')));
  if (task.status !== 'Open') {
    return (
      <Alert className="note" type="warning" showIcon role="alert"
        title={task.status === 'Completed' ? t('problem.closed', { name: task.closedByName ?? '', outcome: outcomesOf(task.schema, task.outcome ? [task.outcome] : [], language)[0]?.title ?? word('outcome', task.outcome) }) : t('form.taskEnded', { status: word('taskStatus', task.status) })}
        description={Object.keys(data).length > 0 ? t('form.keptHere') : undefined}
        action={Object.keys(data).length > 0 ? <Button size="small" onClick={copy}>{t('form.copyMine')}</Button> : undefined} />
    );
  }
  if (!task.canDecide) return <Alert className="note" type="warning" showIcon role="alert" title={t('form.notYours')} />;
  const changes = [
    task.dueAt !== opened.dueAt && t('form.changedDue', { from: minute(opened.dueAt) || '—', to: minute(task.dueAt) || '—' }),
    task.dueState === 'held' && opened.dueState !== 'held' && t('form.changedHeld'),
    task.title !== opened.title && task.title,
  ].filter(Boolean);
  return (
    <Alert className="note" type="warning" showIcon role="alert" title={t('problem.conflict')}
      description={<>{changes.length > 0 && <ul className="problem-list">{changes.map((c) => <li key={String(c)}>{c}</li>)}</ul>}{t('problem.conflictText')}</>}
      action={<Button size="small" type="primary" onClick={accept} data-testid="accept-latest">{t('problem.conflictReload')}</Button>} />
  );
}
