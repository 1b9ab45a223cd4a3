import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Checkbox, Form, Input, Radio, Select } from 'antd';
import { useEffect } from 'react';
import { Dialog } from '../../admin/Dialog';
import { api, Problem } from '../../api/client';
import type { TaskDesk, TaskDetail } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { useI18n } from '../../i18n';
import { ProblemNote } from '../../shell/ProblemNote';
import { Loading } from '../../shell/states';
import { Effect } from './Effect';
import { useCallBackPreview, useReturnPreview } from './queries';
import { sent, Somebody, type SomebodyChoice } from './Somebody';

export type Deed = 'claim' | 'unclaim' | 'addSigners' | 'transfer' | 'delegate' | 'return' | 'takeBack' | 'withdraw';

interface Values { kind: 'Before' | 'After' | 'Parallel'; people: SomebodyChoice[]; to: string; straight: boolean; siblingsGoOn: boolean; reason: string }

/** One deed with a task: says what it will change, asks for what it needs, is carried out once. */
export function DeedDialog({ deed, task, desk, close, done }: { deed: Deed; task: TaskDetail; desk: TaskDesk; close: () => void; done?: (left: boolean) => void }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const path = `/tasks/${encodeURIComponent(task.id)}` as const;
  const run = useCommand(({ people, reason = '', ...given }: Values, commandId): Promise<unknown> => {
    const head = { commandId, revision: task.revision };
    const why = reason.trim();
    switch (deed) {
      case 'claim': return api.post(`${path}/claim`, head);
      case 'unclaim': return api.post(`${path}/unclaim`, head);
      case 'addSigners': return api.post(`${path}/signers`, { ...head, kind: given.kind, signers: people.map(sent), reason: why });
      case 'transfer': return api.post(`${path}/transfer`, { ...head, to: sent(people[0]!), reason: why });
      case 'delegate': return api.post(`${path}/delegate`, { ...head, to: sent(people[0]!), reason: why });
      case 'return': return api.post(`${path}/return`, { ...head, toActivityId: given.to, straight: given.straight, siblingsGoOn: given.straight && Boolean(given.siblingsGoOn), reason: why });
      default: return api.post(`${path}/call-back`, { ...head, withdraw: deed === 'withdraw', reason: why });
    }
  }, {
    onSuccess: (_, { kind }) => {
      for (const key of ['tasks', 'task', 'case', 'cases', 'matter', 'campaign', 'notices']) void client.invalidateQueries({ queryKey: [key] });
      void message.success(t(`deed.done.${deed}`));
      done?.(deed === 'transfer' || deed === 'delegate' || deed === 'return' || (deed === 'addSigners' && kind === 'Before'));
      close();
    },
    onError: (error) => {
      // Somebody was faster: the page shows what there is now.
      if (error instanceof Problem && (error.status === 409 || error.status === 403)) void client.invalidateQueries({ queryKey: ['task', task.id] });
    },
  });
  const asksPeople = deed === 'addSigners' || deed === 'transfer' || deed === 'delegate';
  const both = desk.operations.includes('return') && desk.operations.includes('returnStraight');
  const straight = Form.useWatch('straight', form) ?? desk.operations.includes('returnStraight');
  const target = Form.useWatch('to', form);
  const goOn = Form.useWatch('siblingsGoOn', form);
  const siblings = straight && Boolean(goOn);
  return (
    <Dialog title={t(`deed.${deed}`)} form={form} pending={run.isPending} error={run.error} submit={(values) => run.submit(values)} close={close} confirm={t(`deed.confirm.${deed}`)}
      wide={deed === 'return' || deed === 'takeBack' || deed === 'withdraw'} ready={deed !== 'return' || Boolean(target)}
      initial={{ kind: 'Before', straight: desk.operations.includes('returnStraight'), siblingsGoOn: false, ...(desk.returns.length === 1 ? { to: desk.returns[0]!.activityId } : {}) }}>
      <Alert type="info" showIcon className="note" title={t(`deed.effect.${deed}`)} />
      {deed === 'addSigners' && (
        <Form.Item name="kind" label={t('deed.kind')}>
          <Radio.Group className="deed-kinds" options={(['Before', 'After', 'Parallel'] as const).map((kind) => ({ value: kind, label: <span data-testid={`kind-${kind}`}><b>{t(`deed.kind.${kind}`)}</b>　<span className="quiet">{t(`deed.kindText.${kind}`)}</span></span> }))} />
        </Form.Item>
      )}
      {asksPeople && (
        <Form.Item name="people" label={t(deed === 'addSigners' ? 'deed.signers' : 'deed.receiver')} rules={[{ required: true, message: t('deed.choosePeople') }]}>
          <Somebody most={deed === 'addSigners' ? 20 : 1} within={deed === 'transfer' && task.unitId ? { unitId: task.unitId, role: task.role } : undefined} />
        </Form.Item>
      )}
      {deed === 'return' && (
        <>
          <Form.Item name="to" label={t('deed.returnTo')} rules={[{ required: true, message: t('common.required') }]}>
            <Select data-testid="return-to" placeholder={t('deed.chooseStep')} options={desk.returns.map((one) => ({ value: one.activityId, label: one.name }))} />
          </Form.Item>
          <Form.Item name="straight" label={t('deed.afterwards')}>
            <Radio.Group disabled={!both} className="deed-kinds" options={[
              { value: false, label: <span data-testid="return-again"><b>{t('deed.again')}</b>　<span className="quiet">{t('deed.againText')}</span></span>, disabled: !desk.operations.includes('return') },
              { value: true, label: <span data-testid="return-straight"><b>{t('deed.straight')}</b>　<span className="quiet">{t('deed.straightText')}</span></span>, disabled: !desk.operations.includes('returnStraight') },
            ]} />
          </Form.Item>
          {straight && <Form.Item name="siblingsGoOn" valuePropName="checked"><Checkbox data-testid="siblings-go-on">{t('deed.siblingsGoOn')}</Checkbox></Form.Item>}
          {target && <ReturnEffect taskId={task.id} to={target} straight={straight} siblings={siblings} stale={run.error} />}
        </>
      )}
      {(deed === 'takeBack' || deed === 'withdraw') && <CallBackEffect taskId={task.id} withdraw={deed === 'withdraw'} />}
      {deed !== 'claim' && deed !== 'unclaim' && (
        <Form.Item name="reason" label={t('common.reason')} extra={t('deed.reasonHint')} rules={[{ required: true, whitespace: true, message: t('common.required') }]}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} showCount data-testid="reason" />
        </Form.Item>
      )}
    </Dialog>
  );
}

function ReturnEffect({ taskId, to, straight, siblings, stale }: { taskId: string; to: string; straight: boolean; siblings: boolean; stale: unknown }) {
  const preview = useReturnPreview(taskId, to, straight, siblings);
  const { refetch } = preview;
  // What was shown is no longer true: it is shown anew before anything is done.
  useEffect(() => { if (stale) void refetch(); }, [stale, refetch]);
  return preview.error ? <ProblemNote error={preview.error} /> : preview.data ? <Effect plan={preview.data} /> : <Loading rows={3} />;
}

function CallBackEffect({ taskId, withdraw }: { taskId: string; withdraw: boolean }) {
  const preview = useCallBackPreview(taskId, withdraw);
  return preview.error ? <ProblemNote error={preview.error} /> : preview.data ? <Effect plan={preview.data} /> : <Loading rows={3} />;
}
