import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../api/client';
import { useCommand } from '../api/useCommand';
import { useI18n } from '../i18n';
import { useUser } from '../session/SessionContext';
import { ProblemNote } from '../shell/ProblemNote';

/** The task force has a published template worked over. */
export function ReviseTemplate({ campaignId, code, title }: { campaignId: string; code: string; title: string }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const user = useUser();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const revise = useCommand<void, unknown>((_, commandId) => api.post(`/templates/${encodeURIComponent(campaignId)}/${encodeURIComponent(code)}/revisions`, { commandId, reason }), {
    onSuccess: () => { setOpen(false); setReason(''); void message.success(t('board.templateInRevision')); },
  });
  if (!user.roles.includes('ZB')) return null;
  return (
    <>
      <Button type="link" size="small" onClick={() => setOpen(true)} data-testid={`revise-template-${code}`}>{t('board.reviseTemplate')}</Button>
      <Modal open={open} transitionName="" maskTransitionName="" title={`${t('board.reviseTemplate')} · ${title}`} onCancel={() => setOpen(false)} onOk={() => revise.submit()} confirmLoading={revise.isPending}
        okText={t('board.reviseTemplate')} cancelText={t('common.cancel')} okButtonProps={{ disabled: reason.trim() === '', 'data-testid': 'confirm' }}>
        <p>{t('board.reviseTemplateText')}</p>
        <ProblemNote error={revise.error} />
        <label htmlFor="revise-reason">{t('common.reason')}</label>
        <Input.TextArea id="revise-reason" autoSize={{ minRows: 3 }} maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} data-testid="field-reason" />
      </Modal>
    </>
  );
}
