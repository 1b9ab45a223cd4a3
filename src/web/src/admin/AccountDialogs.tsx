import { Alert, Checkbox, Form, Input, Select } from 'antd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Account } from '../api/types';
import { useCommand } from '../api/useCommand';
import { useUnits } from '../campaigns/queries';
import { useI18n } from '../i18n';
import { Dialog } from './Dialog';

interface Part { account: Account; close: () => void }

function useSaved(close: () => void) {
  const cache = useQueryClient();
  return { onSuccess: () => { void cache.invalidateQueries({ queryKey: ['operations', '/accounts'] }); close(); } };
}

interface AccountFields { userName: string; name: string; password: string; unitId?: string }

export function AccountDialog({ account, close }: { account?: Account; close: () => void }) {
  const { t } = useI18n();
  const units = useUnits().data ?? [];
  const [form] = Form.useForm<AccountFields>();
  const save = useCommand((values: AccountFields, commandId) => account
    ? api.put(`/accounts/${encodeURIComponent(account.id)}`, { commandId, revision: account.revision, name: values.name, unitId: values.unitId ?? null })
    : api.post('/accounts', { commandId, ...values }), useSaved(close));
  const required = [{ required: true, message: t('common.required') }];
  return (
    <Dialog title={t(account ? 'account.edit' : 'account.new')} form={form} initial={account ? { name: account.name, unitId: account.unitId ?? undefined } : {}} pending={save.isPending} error={save.error} submit={(values) => save.submit(values)} close={close}>
      {!account && <Form.Item name="userName" label={t('account.userName')} extra={t('account.userNameHint')} rules={required}><Input autoComplete="off" maxLength={32} /></Form.Item>}
      <Form.Item name="name" label={t('account.personName')} rules={required}><Input maxLength={40} /></Form.Item>
      <Form.Item name="unitId" label={t('account.unit')}><Select allowClear showSearch optionFilterProp="label" options={units.map((unit) => ({ value: unit.id, label: unit.name }))} /></Form.Item>
      {!account && <Form.Item name="password" label={t('account.password')} extra={t('account.passwordHint')} rules={required}><Input.Password autoComplete="new-password" /></Form.Item>}
    </Dialog>
  );
}

export function PasswordDialog({ account, close }: Part) {
  const { t } = useI18n();
  const [form] = Form.useForm<{ password: string }>();
  const save = useCommand((values: { password: string }, commandId) => api.post(`/accounts/${encodeURIComponent(account.id)}/reset-password`, { commandId, ...values }), useSaved(close));
  return (
    <Dialog title={`${t('account.reset')}：${account.name}`} form={form} initial={{}} pending={save.isPending} error={save.error} submit={(values) => save.submit(values)} close={close}>
      <Alert type="info" showIcon title={t('account.resetEffect')} className="note" />
      <Form.Item name="password" label={t('account.password')} extra={t('account.passwordHint')} rules={[{ required: true, message: t('common.required') }]}><Input.Password autoComplete="new-password" /></Form.Item>
    </Dialog>
  );
}

export function RolesDialog({ account, close }: Part) {
  const { t, word } = useI18n();
  const roles = useQuery({ queryKey: ['roles'], queryFn: () => api.get('/roles'), staleTime: Infinity });
  const [form] = Form.useForm<{ roles: string[] }>();
  const save = useCommand((values: { roles: string[] }, commandId) => api.put(`/accounts/${encodeURIComponent(account.id)}/roles`, { commandId, revision: account.revision, roles: values.roles }), useSaved(close));
  return (
    <Dialog title={t('account.rolesOf', { name: account.name })} form={form} initial={{ roles: account.roles }} pending={save.isPending} error={save.error} submit={(values) => save.submit(values)} close={close}>
      <Alert type="info" showIcon title={t('account.rolesHint')} className="note" />
      <Form.Item name="roles"><Checkbox.Group className="choices" options={(roles.data ?? []).map((role) => ({ value: role.code, label: `${word('role', role.code)}（${role.code}）` }))} /></Form.Item>
    </Dialog>
  );
}
