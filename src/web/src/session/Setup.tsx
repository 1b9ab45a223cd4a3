import { App, Button, Form, Input } from 'antd';
import { api } from '../api/client';
import { fieldErrors } from '../api/fieldProblems';
import { useCommand } from '../api/useCommand';
import { useI18n } from '../i18n';
import { ProblemNote } from '../shell/ProblemNote';
import { Entrance } from './Entrance';
import { NewPassword } from './NewPassword';
import { useSession } from './SessionContext';

interface SetupForm { userName: string; name: string; password: string }

export function Setup() {
  const { t } = useI18n();
  const { refresh } = useSession();
  const { message } = App.useApp();
  const [form] = Form.useForm<SetupForm>();
  const setup = useCommand(({ userName, name, password }: SetupForm) => api.post('/setup', { userName, name, password }), {
    onError: (error) => form.setFields(fieldErrors(error) as never),
    onSuccess: () => { void message.success(t('session.setupDone')); void refresh(); },
  });
  return (
    <Entrance>
      <h1>{t('session.setup')}</h1>
      <p className="quiet">{t('session.setupText')}</p>
      <ProblemNote error={setup.error} beside={['userName', 'name', 'password']} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={setup.submit}>
        <Form.Item name="userName" label={t('session.userName')} rules={[{ required: true, message: t('session.userNameRequired') }]}><Input autoComplete="username" maxLength={64} autoFocus /></Form.Item>
        <Form.Item name="name" label={t('session.displayName')} rules={[{ required: true }]}><Input autoComplete="name" maxLength={40} /></Form.Item>
        <NewPassword />
        <Button type="primary" htmlType="submit" block loading={setup.isPending}>{t('session.create')}</Button>
      </Form>
    </Entrance>
  );
}
