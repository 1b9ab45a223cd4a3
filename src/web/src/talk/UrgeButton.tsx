import { App, Button } from 'antd';
import { api, Problem } from '../api/client';
import { useCommand } from '../api/useCommand';
import { useI18n } from '../i18n';

/** 催办 of a task that one waits for; the server keeps it to once in half a day. */
export function UrgeButton({ taskId }: { taskId: string }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const urge = useCommand((_: null, commandId) => api.post(`/tasks/${encodeURIComponent(taskId)}/urge`, { commandId }), {
    onSuccess: () => void message.success(t('urge.done')),
    onError: (error) => void message.error(error instanceof Problem ? error.message : t('problem.network')),
  });
  return <Button size="small" loading={urge.isPending} onClick={() => urge.submit(null)} data-testid={`urge-${taskId}`}>{t('urge.urge')}</Button>;
}
