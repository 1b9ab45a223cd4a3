import { App, Button, Form, Input } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../api/useCommand';
import { useI18n } from '../../i18n';
import { Dialog } from '../Dialog';
import { useService } from '../services/useService';

export function Discard({ id }: { id: string }) {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>{t('letter.discard')}</Button>
      {open && <Ask id={id} close={() => setOpen(false)} />}
    </>
  );
}

function Ask({ id, close }: { id: string; close: () => void }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const { api } = useService();
  const [form] = Form.useForm<{ reason: string }>();
  const command = useCommand(({ reason }: { reason: string }, commandId) => api.post(`/dead-letters/${encodeURIComponent(id)}/discard`, { commandId, reason }), {
    onSuccess: () => { close(); void message.success(t('letter.discarded')); void cache.invalidateQueries({ queryKey: ['operations'] }); },
  });
  return (
    <Dialog title={t('letter.discard')} form={form} initial={{ reason: '' }} pending={command.isPending} error={command.error} submit={(values) => command.submit(values)} close={close} confirm={t('letter.discard')}>
      <p className="note">{t('letter.discardEffect')}</p>
      <Form.Item name="reason" label={t('letter.reason')} rules={[{ required: true, whitespace: true }, { max: 500 }]}><Input.TextArea rows={3} maxLength={500} placeholder={t('letter.reasonHint')} /></Form.Item>
    </Dialog>
  );
}
