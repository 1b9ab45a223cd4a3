import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Dialog } from '../admin/Dialog';
import { api } from '../api/client';
import type { TransferDocument } from '../api/types';
import { useCommand } from '../api/useCommand';
import { day } from '../calendar/moment';
import { useI18n } from '../i18n';
import { ReasonDialog } from '../instances/ReasonDialog';
import { useUser } from '../session/SessionContext';
import { transfersKey } from './queries';

/** 批准执行 by somebody else than who began it, and 释放. */
export function TransferDeeds({ of }: { of: TransferDocument }) {
  const { t } = useI18n();
  const user = useUser();
  const [open, setOpen] = useState<'confirm' | 'release' | null>(null);
  const own = of.transfer.status === 'Held' && !of.mayConfirm && user.roles.includes('BB-ZR');
  return (
    <>
      {own && <span className="quiet" role="note">{t('transfer.own')}</span>}
      {of.mayConfirm && <Button type="primary" onClick={() => setOpen('confirm')} data-testid="confirm-transfer">{t('transfer.confirm')}</Button>}
      {of.mayRelease && <Button danger onClick={() => setOpen('release')} data-testid="release-transfer">{t('transfer.release')}</Button>}
      {open === 'confirm' && <Confirm of={of} close={() => setOpen(null)} />}
      {open === 'release' && <Release of={of} close={() => setOpen(null)} />}
    </>
  );
}

function useDone(close: () => void, text: 'transfer.confirmed' | 'transfer.releasing') {
  const { t } = useI18n();
  const client = useQueryClient();
  const { message } = App.useApp();
  return () => {
    void client.invalidateQueries({ queryKey: [transfersKey] });
    void message.success(t(text));
    close();
  };
}

function Confirm({ of, close }: { of: TransferDocument; close: () => void }) {
  const { t } = useI18n();
  const [form] = Form.useForm<{ noticeNo: string }>();
  const done = useDone(close, 'transfer.confirmed');
  const command = useCommand((noticeNo: string, commandId) => api.post(`/transfers/${encodeURIComponent(of.transfer.id)}/confirm`, { commandId, noticeNo }), { onSuccess: done });
  return (
    <Dialog title={t('transfer.confirm')} form={form} initial={{}} pending={command.isPending} error={command.error} submit={({ noticeNo }) => command.submit(noticeNo.trim())} close={close} confirm={t('transfer.confirm')}>
      <Alert type="warning" showIcon className="note" title={t('transfer.confirmEffect', { quotas: of.transfer.quotas, people: of.transfer.people, at: day(of.transfer.takesEffectOn) })} />
      <Form.Item name="noticeNo" label={t('transfer.noticeNo')} extra={t('transfer.noticeNoHint')} rules={[{ required: true, whitespace: true, message: t('common.required') }]}>
        <Input maxLength={60} placeholder={t('transfer.noticeNoExample')} data-testid="notice-no" />
      </Form.Item>
    </Dialog>
  );
}

function Release({ of, close }: { of: TransferDocument; close: () => void }) {
  const { t } = useI18n();
  const done = useDone(close, 'transfer.releasing');
  const command = useCommand((reason: string, commandId) => api.post(`/transfers/${encodeURIComponent(of.transfer.id)}/release`, { commandId, reason }), { onSuccess: done });
  return <ReasonDialog danger title={t('transfer.release')} effect={t('transfer.releaseEffect')} pending={command.isPending} error={command.error} submit={command.submit} close={close} />;
}
