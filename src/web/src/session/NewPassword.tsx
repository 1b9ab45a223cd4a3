import { Form, Input } from 'antd';
import { useI18n } from '../i18n';

export function NewPassword({ name = 'password' }: { name?: string }) {
  const { t } = useI18n();
  return (
    <>
      <Form.Item name={name} label={t('session.newPassword')} extra={t('session.passwordRules')} rules={[{ required: true, message: t('session.passwordRequired') }, { min: 10, message: t('session.passwordRules') }]}>
        <Input.Password autoComplete="new-password" maxLength={128} />
      </Form.Item>
      <Form.Item name="repeat" label={t('session.repeatPassword')} dependencies={[name]}
        rules={[{ required: true, message: t('session.passwordRequired') }, ({ getFieldValue }) => ({ validator: (_, value) => (!value || value === getFieldValue(name) ? Promise.resolve() : Promise.reject(new Error(t('session.passwordMismatch')))) })]}>
        <Input.Password autoComplete="new-password" maxLength={128} />
      </Form.Item>
    </>
  );
}
