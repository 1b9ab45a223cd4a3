import { Form, Input } from 'antd';
import { useI18n } from '../i18n';

export function NewPassword() {
  const { t } = useI18n();
  return (
    <>
      <Form.Item name="password" label={t('session.newPassword')} extra={t('session.passwordRules')} rules={[{ required: true, message: t('session.passwordRequired') }, { min: 10, message: t('session.passwordRules') }]}>
        <Input.Password autoComplete="new-password" maxLength={128} />
      </Form.Item>
      <Form.Item name="repeat" label={t('session.repeatPassword')} dependencies={['password']}
        rules={[{ required: true, message: t('session.passwordRequired') }, ({ getFieldValue }) => ({ validator: (_, value) => (!value || value === getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error(t('session.passwordMismatch')))) })]}>
        <Input.Password autoComplete="new-password" maxLength={128} />
      </Form.Item>
    </>
  );
}
