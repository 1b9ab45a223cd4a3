import type { TaskDetail } from '../api/types';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { CallBackButtons } from '../tasks/deeds/DeedMenu';
import { taskTitle } from '../tasks/taskTitle';

/** A task that is not (or no longer) the reader's to decide. */
export function ClosedTask({ task }: { task: TaskDetail }) {
  const { t, word, language } = useI18n();
  const comment = (task.result?.comment ?? task.result?.note) as string | undefined;
  return (
    <section className="closed-task">
      <h2>{taskTitle(task, language, word)}</h2>
      <dl className="facts">
        {task.caseTitle && <div><dt>{t('tasks.case')}</dt><dd>{task.caseTitle}</dd></div>}
        <div><dt>{t('common.status')}</dt><dd>{word('taskStatus', task.status)}</dd></div>
        {task.outcome && <div><dt>{t('tasks.outcome')}</dt><dd>{word('outcome', task.outcome)}</dd></div>}
        {task.closedByName && <div><dt>{t('common.person')}</dt><dd>{task.closedByName}　{minute(task.closedAt)}</dd></div>}
      </dl>
      {comment && <p className="pre">{comment}</p>}
      {task.status === 'Completed' && <CallBackButtons task={task} />}
      {task.status === 'Open' && <p className="quiet">{t('form.notYours')}</p>}
    </section>
  );
}
