import { App, Button, Form, Input } from 'antd';
import { useNavigate } from 'react-router';
import { api } from '../api/client';
import { fieldErrors } from '../api/fieldProblems';
import { useCommand } from '../api/useCommand';
import { useI18n } from '../i18n';
import { ProblemNote } from '../shell/ProblemNote';
import { NewPassword } from './NewPassword';
import { useSession } from './SessionContext';

interface PasswordForm { currentPassword: string; newPassword: string }

export function ChangePasswordForm({ done }: { done?: () => void }) {
  const { t } = useI18n();
  const { refresh } = useSession();
  const { message } = App.useApp();
  const [form] = Form.useForm<PasswordForm>();
  const change = useCommand(({ currentPassword, newPassword }: PasswordForm, commandId) => api.put('/session/password', { commandId, currentPassword, newPassword }), {
    onError: (error) => form.setFields(fieldErrors(error) as never),
    onSuccess: () => { void message.success(t('session.passwordChanged')); void refresh(); done?.(); },
  });
  return (
    <>
      <ProblemNote error={change.error} beside={['currentPassword', 'newPassword']} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={change.submit}>
        <Form.Item name="currentPassword" label={t('session.currentPassword')} rules={[{ required: true, message: t('session.passwordRequired') }]}><Input.Password autoComplete="current-password" maxLength={128} /></Form.Item>
        <NewPassword name="newPassword" />
        <Button type="primary" htmlType="submit" loading={change.isPending}>{t('session.changePassword')}</Button>
      </Form>
    </>
  );
}

export function ChangePassword() {
  const { t } = useI18n();
  const navigate = useNavigate();
  return <div className="page narrow"><header className="page-head"><h1>{t('session.changePassword')}</h1></header><div className="panel"><ChangePasswordForm done={() => void navigate('/')} /></div></div>;
}
