import { Button, Form, Space } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { InstanceInside } from '../api/types';
import { useCommand } from '../api/useCommand';
import { Dialog } from '../admin/Dialog';
import { useI18n } from '../i18n';
import { DataTable } from '../shell/DataTable';
import { Empty } from '../shell/states';
import { sent, Somebody, type SomebodyChoice } from '../tasks/deeds/Somebody';
import { Reason, ReasonDialog } from './ReasonDialog';

type Step = InstanceInside['steps'][number];

/** Whom the steps will ask that are still to come (后续办理人): as the definition says, or whom an administrator has put there. */
export function HandlersTab({ inside, editable }: { inside: InstanceInside; editable: boolean }) {
  const { t, word } = useI18n();
  const cache = useQueryClient();
  const [changing, change] = useState<{ step: Step; back: boolean }>();
  const save = useCommand(({ step, to, reason }: { step: Step; to: SomebodyChoice[]; reason: string }, commandId) => api.post(`/instances/${encodeURIComponent(inside.instance.id)}/handlers`, {
    commandId, revision: inside.instance.revision, activityId: step.activityId, to: to.map(sent), reason: reason.trim(),
  }), {
    onSuccess: () => { change(undefined); void cache.invalidateQueries({ queryKey: ['operations'] }); },
    // It has moved on: the page shows what there is now, the dialog what was chosen.
    onError: (error) => { if ('code' in error && error.code === 'instance.stale') void cache.invalidateQueries({ queryKey: ['operations'] }); },
  });
  if (inside.steps.length === 0) return <Empty title={t('handlers.none')} />;
  const close = () => { save.reset(); change(undefined); };
  return (
    <>
      <p className="quiet lead">{t('handlers.text')}</p>
      <DataTable label={t('handlers.title')} className="grid" size="small" pagination={false} rowKey="activityId" dataSource={inside.steps} scroll={{ x: 'max-content' }}
        columns={[
          { title: t('handlers.step'), render: (_, row) => <><b>{row.name}</b> {row.open && <span className="chip tone-review">{t('handlers.open')}</span>}<br /><code className="quiet">{row.activityId}</code></> },
          { title: t('handlers.who'), render: (_, row) => row.handlers.length === 0 ? <span className="quiet">{t('handlers.defined')}</span> : (
            row.handlers.map((one, at) => <div key={at}>{[one.unit, one.role && word('role', one.role), one.persons.join('、')].filter(Boolean).join(' ')}</div>)) },
          { title: t('common.actions'), render: (_, row) => editable && (
            <Space>
              <Button size="small" onClick={() => change({ step: row, back: false })}>{t('handlers.change')}</Button>
              {row.handlers.length > 0 && <Button size="small" onClick={() => change({ step: row, back: true })}>{t('handlers.restore')}</Button>}
            </Space>) },
        ]} />
      {changing?.back && (
        <ReasonDialog title={t('handlers.restore')} effect={t('handlers.restoreEffect', { step: changing.step.name })} pending={save.isPending} error={save.error}
          submit={(reason) => save.submit({ step: changing.step, to: [], reason })} close={close} />
      )}
      {changing && !changing.back && (
        <ChangeDialog key={changing.step.activityId} step={changing.step} pending={save.isPending} error={save.error} submit={(to, reason) => save.submit({ step: changing.step, to, reason })} close={close} />
      )}
    </>
  );
}

function ChangeDialog({ step, pending, error, submit, close }: { step: Step; pending: boolean; error: unknown; submit: (to: SomebodyChoice[], reason: string) => void; close: () => void }) {
  const { t } = useI18n();
  const [form] = Form.useForm<{ to: SomebodyChoice[]; reason: string }>();
  return (
    <Dialog title={t('handlers.changeOf', { step: step.name })} form={form} initial={{ to: [] }} pending={pending} error={error} close={close} confirm={t('handlers.change')} wide submit={({ to, reason }) => submit(to, reason)}>
      <Form.Item name="to" label={t('handlers.who')} extra={`${t(step.together ? 'handlers.togetherHint' : 'handlers.oneHint')}${step.open ? t('handlers.openHint') : ''}`} rules={[{ required: true, message: t('common.required') }]}>
        <Somebody most={20} anywhere />
      </Form.Item>
      <Reason />
    </Dialog>
  );
}
