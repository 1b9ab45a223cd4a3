import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useMemo, useState } from 'react';
import { api, Problem } from '../api/client';
import type { DemoAccount } from '../api/types';
import { groupBy } from '../api/groupBy';
import { useCommand } from '../api/useCommand';
import { useI18n } from '../i18n';
import { ProblemNote } from '../shell/ProblemNote';
import { Loaded } from '../shell/states';
import { Entrance } from './Entrance';
import { hasExpired, useSession } from './SessionContext';

export function SignIn() {
  const { t } = useI18n();
  const { session, refresh } = useSession();
  const [expired] = useState(hasExpired);
  const [form] = Form.useForm<{ userName: string; password: string }>();
  const signIn = useCommand((input: { userName: string; password: string }) => api.post('/session', input), { onSuccess: () => void refresh() });
  const wrong = signIn.error instanceof Problem && signIn.error.status === 401 ? new Problem(422, '', '', signIn.error.detail || signIn.error.title) : signIn.error;
  return (
    <Entrance aside={session.demo && <DemoAccounts pick={(account) => { form.setFieldsValue(account); signIn.reset(); form.getFieldInstance('userName')?.focus?.(); }} />}>
      <h1>{t('session.signIn')}</h1>
      {expired && !signIn.error && <p className="quiet" role="status">{t('session.expired')}</p>}
      <ProblemNote error={wrong} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={signIn.submit} size="large">
        <Form.Item name="userName" label={t('session.userName')} rules={[{ required: true, message: t('session.userNameRequired') }]}>
          <Input autoComplete="username" autoFocus maxLength={64} />
        </Form.Item>
        <Form.Item name="password" label={t('session.password')} rules={[{ required: true, message: t('session.passwordRequired') }]}>
          <Input.Password autoComplete="current-password" maxLength={128} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={signIn.isPending}>{t('session.signIn')}</Button>
      </Form>
    </Entrance>
  );
}

function DemoAccounts({ pick }: { pick: (account: DemoAccount) => void }) {
  const { t, word } = useI18n();
  const [q, setQ] = useState('');
  const query = useQuery({ queryKey: ['demo-accounts'], queryFn: () => api.get('/demo/accounts') });
  const byUnit = useMemo(() => {
    const wanted = (query.data ?? []).filter((a) => `${a.unitName}${a.name}${a.userName}${a.roles.map((r) => word('role', r)).join('')}`.includes(q.trim()));
    return groupBy(wanted, (a) => a.unitName ?? t('session.demoNoUnit'));
  }, [query.data, q, word, t]);
  return (
    <section className="demo-accounts" aria-label={t('session.demoAccounts')}>
      <h2>{t('session.demoAccounts')}</h2>
      <p className="quiet">{t('session.demoHint')}</p>
      <Input.Search allowClear placeholder={t('session.demoSearch')} aria-label={t('session.demoSearch')} onChange={(e) => setQ(e.target.value)} />
      <div className="demo-list">
        <Loaded query={query} rows={6}>
          {() => byUnit.map(([unit, accounts]) => (
            <div className="demo-unit" key={unit}>
              <h3>{unit}</h3>
              {accounts.map((account) => (
                <button type="button" key={account.userName} onClick={() => pick(account)}>
                  <span className="demo-name">{account.name}</span>
                  <span className="demo-roles">{account.roles.map((role) => word('role', role)).join('、')}</span>
                </button>
              ))}
            </div>
          ))}
        </Loaded>
      </div>
    </section>
  );
}
