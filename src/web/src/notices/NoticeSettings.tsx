import { Alert, App, Button, Checkbox, Form, Input } from 'antd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client';
import { fieldErrors } from '../api/fieldProblems';
import type { Channel, KindChoice, NoticeChoices } from '../api/types';
import { useCommand } from '../api/useCommand';
import { useI18n } from '../i18n';
import { ProblemNote } from '../shell/ProblemNote';
import { Loaded } from '../shell/states';
import { chosen, differing } from './choices';

const key = ['notices', 'settings'];
const channels: Channel[] = ['Mail', 'Webhook'];

/** Everybody's own choice of what leaves the application for him, and the address it goes to. */
export function NoticeSettings() {
  const { t } = useI18n();
  const query = useQuery({ queryKey: key, queryFn: () => api.get('/notices/settings') });
  return (
    <div className="page medium">
      <header className="page-head"><h1>{t('noticeSettings.title')}</h1><p className="page-sub">{t('noticeSettings.text')}</p><span className="spacer" /><Link to="/notices">{t('notices.title')}</Link></header>
      <Loaded query={query} rows={8}>
        {(answer) => (
          <>
            <MailAddress address={answer.mailAddress} on={answer.channels.includes('Mail')} />
            <Choices answer={answer} />
          </>
        )}
      </Loaded>
    </div>
  );
}

function MailAddress({ address, on }: { address: string | null; on: boolean }) {
  const { t } = useI18n();
  const cache = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ mailAddress: string }>();
  const change = useCommand(({ mailAddress }: { mailAddress?: string }, commandId) => api.put('/session/mail-address', { commandId, mailAddress: mailAddress ?? null }), {
    onError: (error) => form.setFields(fieldErrors(error) as never),
    onSuccess: () => { void message.success(t('common.saved')); void cache.invalidateQueries({ queryKey: key }); },
  });
  return (
    <section className="panel">
      <h2>{t('noticeSettings.address')}</h2>
      {!on && <Alert type="info" showIcon className="note" title={t('noticeSettings.mailOff')} />}
      <ProblemNote error={change.error} beside={['mailAddress']} />
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ mailAddress: address ?? '' }} onFinish={change.submit}>
        <Form.Item name="mailAddress" label={t('noticeSettings.addressLabel')} extra={t('noticeSettings.addressHint')}><Input inputMode="email" autoComplete="email" maxLength={254} placeholder="name@example.gov.cn" /></Form.Item>
        <Button htmlType="submit" loading={change.isPending}>{t('noticeSettings.saveAddress')}</Button>
      </Form>
    </section>
  );
}

function Choices({ answer }: { answer: NoticeChoices }) {
  const { t, word } = useI18n();
  const cache = useQueryClient();
  const { message } = App.useApp();
  const [kinds, setKinds] = useState<KindChoice[]>(answer.kinds);
  const changes = differing(answer.kinds, kinds);
  const save = useCommand((sent: KindChoice[], commandId) => api.put('/notices/settings', { commandId, kinds: sent }), {
    onSuccess: () => { void message.success(t('common.saved')); void cache.invalidateQueries({ queryKey: key }); },
  });
  const missing = answer.channels.includes('Mail') && !answer.mailAddress && kinds.some((row) => row.channels.includes('Mail'));
  return (
    <section className="panel">
      <h2>{t('noticeSettings.kinds')}</h2>
      {missing && <Alert type="info" showIcon className="note" title={t('noticeSettings.noAddress')} />}
      <ProblemNote error={save.error} />
      <table className="notice-choices">
        <thead>
          <tr>
            <th scope="col">{t('notices.kind')}</th>
            <th scope="col">{t('noticeSettings.inside')}</th>
            {channels.map((channel) => <th scope="col" key={channel}>{word('channel', channel)}{!answer.channels.includes(channel) && <small>{t('noticeSettings.off')}</small>}</th>)}
          </tr>
        </thead>
        <tbody>
          {kinds.map((row) => (
            <tr key={row.kind}>
              <th scope="row">{word('noticeKind', row.kind)}</th>
              <td><Checkbox checked disabled aria-label={`${word('noticeKind', row.kind)} ${t('noticeSettings.inside')}`} /></td>
              {channels.map((channel) => (
                <td key={channel}>
                  <Checkbox disabled={!answer.channels.includes(channel)} checked={answer.channels.includes(channel) && row.channels.includes(channel)} aria-label={`${word('noticeKind', row.kind)} ${word('channel', channel)}`}
                    onChange={(e) => setKinds(chosen(kinds, row.kind, channel, e.target.checked))} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="form-end"><Button type="primary" disabled={changes.length === 0} loading={save.isPending} onClick={() => save.submit(changes)}>{t('common.save')}</Button></div>
    </section>
  );
}
