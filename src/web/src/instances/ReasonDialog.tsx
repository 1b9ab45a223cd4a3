import { Alert, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { Dialog } from '../admin/Dialog';
import { useI18n } from '../i18n';

/** Says what a deed changes before it is done, and asks why. */
export function ReasonDialog({ title, effect, danger = false, pending, error, submit, close, children }: {
  title: string; effect: ReactNode; danger?: boolean; pending: boolean; error: unknown; submit: (reason: string) => void; close: () => void; children?: ReactNode;
}) {
  const [form] = Form.useForm<{ reason: string }>();
  return (
    <Dialog title={title} form={form} initial={{}} pending={pending} error={error} submit={({ reason }) => submit(reason.trim())} close={close} confirm={title}>
      <Alert type={danger ? 'warning' : 'info'} showIcon className="note" title={effect} />
      {children}
      <Reason />
    </Dialog>
  );
}

export function Reason() {
  const { t } = useI18n();
  return (
    <Form.Item name="reason" label={t('common.reason')} extra={t('life.reasonHint')} rules={[{ required: true, whitespace: true, message: t('common.required') }]}>
      <Input.TextArea rows={2} maxLength={500} showCount data-testid="reason" />
    </Form.Item>
  );
}
