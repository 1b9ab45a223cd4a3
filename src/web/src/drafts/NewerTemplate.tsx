import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { api } from '../api/client';
import type { Draft } from '../api/caseTypes';
import { useCommand } from '../api/useCommand';
import { useI18n } from '../i18n';
import { ProblemNote } from '../shell/ProblemNote';

/** The template has been worked over since this draft was begun: change over to it, or give the reason below. */
export function NewerTemplate({ draft }: { draft: Draft }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const change = useCommand<void, unknown>((_, commandId) => api.post(`/cases/${encodeURIComponent(draft.caseId)}/draft/template`, { commandId }),
    { onSuccess: () => void client.invalidateQueries({ queryKey: ['case', draft.caseId, 'draft'] }) });
  if (!draft.newerTemplate || !draft.template) return null;
  return (
    <>
      <Alert className="note" type="warning" showIcon title={t('draft.newerTemplate', { version: draft.newerTemplate, used: draft.template.version })} description={t('draft.newerTemplateText')}
        action={draft.canEdit && <Button size="small" type="primary" loading={change.isPending} onClick={() => change.submit()} data-testid="draft-change-template">{t('draft.changeTemplate')}</Button>} />
      <ProblemNote error={change.error} />
    </>
  );
}
