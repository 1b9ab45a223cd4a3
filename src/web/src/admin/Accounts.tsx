import { Button, Popconfirm, Space } from 'antd';
import { PlusOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { Account } from '../api/types';
import { useCommand } from '../api/useCommand';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { useUser } from '../session/SessionContext';
import { ProblemNote } from '../shell/ProblemNote';
import { AccountDialog, PasswordDialog, RolesDialog } from './AccountDialogs';
import { HandOverDialog } from './HandOver';
import { OperationList } from './OperationList';

type Open = { kind: 'new' } | { kind: 'edit' | 'roles' | 'password' | 'handOver'; account: Account };

const roleNames = ['BM-JB', 'BM-FZ', 'BB-JB', 'BB-SH', 'BB-ZR', 'ZB', 'ZZ', 'CZ', 'RS', 'SF', 'ZF', 'JD', 'MS', 'LD', 'WB', 'DC', 'SA', 'SE', 'AU'];

const administrators = ['SA', 'SE', 'AU'];

export function Accounts() {
  const { t, word } = useI18n();
  const roles = useUser().roles;
  const [system, security] = [roles.includes('SA'), roles.includes('SE')];
  const [open, set] = useState<Open | null>(null);
  const close = () => set(null);
  return (
    <>
      <OperationList path="/accounts" title={t('account.title')} text={t('account.text')} searchable conditions={[{ name: 'role', label: t('account.rolesColumn'), options: roleNames.map((role) => ({ value: role, label: word('role', role) })) }]} rowKey={(row) => row.id}
        tools={system && <Button type="primary" icon={<PlusOutlined />} onClick={() => set({ kind: 'new' })}>{t('account.new')}</Button>}
        columns={[
          { title: t('account.userName'), value: (row) => row.userName, render: (row) => <code>{row.userName}</code> },
          { title: t('account.personName'), value: (row) => row.name },
          { title: t('account.unit'), value: (row) => row.unitName },
          { title: t('account.rolesColumn'), value: (row) => row.roles.map((role) => word('role', role)).join('、') },
          { title: t('account.state'), value: (row) => t(row.disabled ? 'account.disabled' : row.locked ? 'account.locked' : 'account.active'), render: (row) => <span className={`chip tone-${row.disabled ? 'stopped' : row.locked ? 'issue' : 'done'}`}>{t(row.disabled ? 'account.disabled' : row.locked ? 'account.locked' : 'account.active')}</span> },
          { title: t('account.lastSignIn'), value: (row) => (row.lastSignInAt ? minute(row.lastSignInAt) : t('account.never')) },
          {
            title: t('common.actions'), render: (row) => (
              <Space size={4} wrap>
                {security && <Button size="small" onClick={() => set({ kind: 'roles', account: row })}>{t('account.roles')}</Button>}
                {system && <Button size="small" onClick={() => set({ kind: 'edit', account: row })}>{t('common.edit')}</Button>}
                {(system || security) && <Button size="small" onClick={() => set({ kind: 'password', account: row })}>{t('account.reset')}</Button>}
                {system && !row.roles.some((role) => administrators.includes(role)) && <Button size="small" onClick={() => set({ kind: 'handOver', account: row })}>{t('handOver.open')}</Button>}
                {system && <Switch account={row} />}
              </Space>
            ),
          },
        ]} />
      {open?.kind === 'new' && <AccountDialog close={close} />}
      {open?.kind === 'edit' && <AccountDialog account={open.account} close={close} />}
      {open?.kind === 'roles' && <RolesDialog account={open.account} close={close} />}
      {open?.kind === 'handOver' && <HandOverDialog account={open.account} close={close} />}
      {open?.kind === 'password' && <PasswordDialog account={open.account} close={close} />}
    </>
  );
}

function Switch({ account }: { account: Account }) {
  const { t } = useI18n();
  const cache = useQueryClient();
  const off = account.disabled || account.locked;
  const command = useCommand((_: void, commandId) => api.post(`/accounts/${encodeURIComponent(account.id)}/${off ? 'unlock' : 'lock'}`, { commandId }), { onSuccess: () => void cache.invalidateQueries({ queryKey: ['operations', '/accounts'] }) });
  return (
    <>
      {off
        ? <Button size="small" loading={command.isPending} onClick={() => command.submit()}>{t('account.unlock')}</Button>
        : <Popconfirm title={t('account.lock')} description={<div style={{ maxWidth: 280 }}>{t('account.lockEffect')}</div>} onConfirm={() => command.submit()}><Button size="small" danger loading={command.isPending}>{t('account.lock')}</Button></Popconfirm>}
      <ProblemNote error={command.error} />
    </>
  );
}
