import { Form, Modal, type FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n';
import { ProblemNote } from '../shell/ProblemNote';
import { useReturnFocus } from '../shell/useReturnFocus';

/** A small form in a window: what was typed stays when the server says no. */
export function Dialog<T extends object>({ title, form, initial, pending, error, submit, close, confirm, wide = false, ready = true, children }: {
  title: string; form: FormInstance<T>; initial: Partial<T>; pending: boolean; error: unknown; submit: (values: T) => void; close: () => void; children: ReactNode;
  /** What the button says that carries it out. */
  confirm?: string; wide?: boolean; ready?: boolean;
}) {
  const { t } = useI18n();
  useReturnFocus();
  return (
    <Modal open title={title} onCancel={close} onOk={() => form.submit()} okText={confirm ?? t('common.save')} okButtonProps={{ disabled: !ready }} width={wide ? 760 : undefined} cancelText={t('common.cancel')} confirmLoading={pending} maskClosable={false} destroyOnHidden>
      <ProblemNote error={error} />
      <Form form={form} layout="vertical" initialValues={initial} onFinish={submit} requiredMark>{children}</Form>
    </Modal>
  );
}
