import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { useSupervisionMarks } from './queries';

/** The chip 督办 beside a task, or beside the flow that has such a task. */
export function SupervisionMark({ taskId, rootId }: { taskId?: string; rootId?: string }) {
  const { t } = useI18n();
  const mark = useSupervisionMarks().data?.find((one) => one.taskId === taskId || one.rootId === rootId);
  return mark ? <span className={`chip tone-${mark.overdue ? 'issue' : 'review'}`} title={t('supervision.until', { at: minute(mark.dueAt) })} data-testid="supervision-mark">{t('supervision.mark')}</span> : null;
}
